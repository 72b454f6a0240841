"""What can be done to a case, by which key, and at which stage each act fits."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.history import Event
from kentongan.casework.models import Case, Disposition, Stage
from kentongan.casework.reaching import may_judge, reaches
from kentongan.people.models import User
from kentongan.people.permissions import Act

NOT_REOPENED = {Disposition.Outcome.SET_ASIDE, Disposition.Outcome.JOINED}
"""Ends that are undone by a verb of their own."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, as far as the verbs care."""

    is_open: bool
    is_verified: bool
    is_asked: bool
    is_claimed: bool
    is_oversight: bool
    outcome: str
    is_objected: bool
    is_followed: bool
    is_shared: bool
    is_paused: bool

    @classmethod
    def of(cls, case: Case, events: Iterable[Event]) -> "Standing":
        """Return the standing of a case; what waits in its rows is seen from its history."""
        told = Counter(event.kind for event in events)
        return cls(
            is_open=case.is_open,
            is_verified=told["case.verified"] > 0,
            is_asked=case.stage == Stage.ASKED,
            is_claimed=case.stage == Stage.CLAIMED,
            is_oversight=case.is_oversight,
            outcome=case.outcome,
            is_objected=told["case.objected"] > told["case.objection_decided"],
            is_followed=told["case.referred"] > told["case.referral_concluded"],
            is_shared=case.voices > 1,
            is_paused=case.paused_until is not None,
        )


@dataclass(frozen=True, slots=True)
class Verb:
    """One act: its name, the noun in its address, its key and the leave it needs."""

    name: str
    noun: str
    key: str
    act: Act
    label: str | Promise
    fits: Callable[[Standing], bool]
    kind: str = ""
    is_multipart: bool = False


def _is_workable(case: Standing) -> bool:
    return case.is_open and not case.is_claimed


def _is_under_way(case: Standing) -> bool:
    return case.is_open and case.is_verified


def _is_being_done(case: Standing) -> bool:
    return _is_under_way(case) and not case.is_claimed


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("verify", "verifikasi", "v", Act.VERIFY, _("Verify"),
             lambda case: case.is_open and not case.is_verified),
        Verb("assign", "penugasan", "t", Act.ASSIGN, _("Assign"), _is_being_done),
        Verb("answer", "jawaban", "b", Act.ANSWER, _("Answer"), _is_under_way),
        Verb("claim", "klaim", "c", Act.CLAIM, _("Claim that it is done"), _is_being_done,
             is_multipart=True),
        Verb("confirm", "pembenaran", "y", Act.CONFIRM, _("Confirm: it is done"),
             lambda case: case.is_claimed),
        Verb("refute", "bantahan", "g", Act.CONFIRM, _("It is not done"),
             lambda case: case.is_claimed),
        Verb("ask", "pertanyaan", "q", Act.ASK, _("Ask the reporter"),
             lambda case: _is_workable(case) and not case.is_asked),
        Verb("invite", "permintaan", "h", Act.ASK, _("Ask a party"), lambda case: case.is_open),
        Verb("forward", "penerusan", "f", Act.FORWARD, _("Forward"), _is_workable),
        Verb("correct", "koreksi", "e", Act.CORRECT, _("Correct"), _is_workable),
        Verb("refuse", "penolakan", "x", Act.REFUSE, _("Refuse"), _is_workable, "danger"),
        Verb("refer", "rujukan", "u", Act.REFER, _("Not our authority"), _is_workable),
        Verb("set_aside", "pengesampingan", "s", Act.SET_ASIDE, _("No report: set aside"),
             _is_workable, "danger"),
        Verb("oversee", "pengawasan", "i", Act.OVERSEE, _("To the inspectorate"),
             lambda case: case.is_open and not case.is_oversight),
        Verb("decide", "putusan", "o", Act.DECIDE_OBJECTION, _("Decide the objection"),
             lambda case: case.is_objected),
        Verb("follow_up", "tindak-lanjut", "d", Act.REFER, _("Follow up"),
             lambda case: case.is_followed),
        Verb("conclude", "penutupan-rujukan", "z", Act.REFER, _("Conclude the referral"),
             lambda case: case.is_followed),
        Verb("restore", "pemulihan", "p", Act.REOPEN, _("Restore"),
             lambda case: case.outcome == Disposition.Outcome.SET_ASIDE),
        Verb("join", "penggabungan", "m", Act.JOIN, _("Join"), lambda case: case.is_open),
        Verb("split", "pemisahan", "l", Act.JOIN, _("Split"), lambda case: case.is_shared),
        Verb("pause", "jeda", "a", Act.PAUSE, _("Pause"),
             lambda case: _is_workable(case) and not case.is_paused),
        Verb("resume", "lanjutan", "w", Act.PAUSE, _("Run on"),
             lambda case: _is_workable(case) and case.is_paused),
        Verb("reopen", "pembukaan", "r", Act.REOPEN, _("Reopen"),
             lambda case: case.is_claimed
             or (not case.is_open and case.outcome not in NOT_REOPENED)),
        Verb("note", "catatan", "n", Act.NOTE, _("Note"), lambda case: True),
    )
}  # fmt: skip


def fitting(case: Case, user: User, events: Iterable[Event]) -> Iterator[Verb]:
    """The verbs that fit the stage and that the user may do to this case, the likeliest first."""
    standing = Standing.of(case, events)
    for verb in VERBS.values():
        if verb.act == Act.CONFIRM and not may_judge(user, case):
            continue
        if verb.fits(standing) and reaches(user, verb.act, case):
            yield verb
