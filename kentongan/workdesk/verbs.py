"""What can be done to a case, by which key, and at which stage each act fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case, Stage
from kentongan.casework.reaching import reaches
from kentongan.people.models import User
from kentongan.people.permissions import Act


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, as far as the verbs care."""

    is_open: bool
    is_verified: bool
    is_asked: bool

    @classmethod
    def of(cls, case: Case, *, is_verified: bool) -> "Standing":
        """Return the standing of a case."""
        return cls(case.is_open, is_verified, case.stage == Stage.ASKED)


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


def _is_open(case: Standing) -> bool:
    return case.is_open


def _is_under_way(case: Standing) -> bool:
    return case.is_open and case.is_verified


VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb("verify", "verifikasi", "v", Act.VERIFY, _("Verify"),
             lambda case: case.is_open and not case.is_verified),
        Verb("assign", "penugasan", "t", Act.ASSIGN, _("Assign"), _is_under_way),
        Verb("answer", "jawaban", "b", Act.ANSWER, _("Answer"), _is_under_way),
        Verb("claim", "klaim", "c", Act.CLAIM, _("Claim that it is done"), _is_under_way),
        Verb("ask", "pertanyaan", "q", Act.ASK, _("Ask the reporter"),
             lambda case: case.is_open and not case.is_asked),
        Verb("forward", "penerusan", "f", Act.FORWARD, _("Forward"), _is_open),
        Verb("correct", "koreksi", "e", Act.CORRECT, _("Correct"), _is_open),
        Verb("refuse", "penolakan", "x", Act.REFUSE, _("Refuse"), _is_open, "danger"),
        Verb("reopen", "pembukaan", "r", Act.REOPEN, _("Reopen"), lambda case: not case.is_open),
        Verb("note", "catatan", "n", Act.NOTE, _("Note"), lambda case: True),
    )
}  # fmt: skip


def fitting(case: Case, user: User, *, is_verified: bool) -> Iterator[Verb]:
    """The verbs that fit the stage and that the user may do to this case, the likeliest first."""
    standing = Standing.of(case, is_verified=is_verified)
    for verb in VERBS.values():
        if verb.fits(standing) and reaches(user, verb.act, case):
            yield verb
