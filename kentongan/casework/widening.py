"""Widening: showing more takes two people, one who asks with a reason and another who agrees."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.hiding import Target, see_showable, turn
from kentongan.casework.holding import hold, hold_told, sentence
from kentongan.casework.locking import lock_with_own
from kentongan.casework.models import Case, What, Widening
from kentongan.casework.revealing import see_nothing_personal
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Forbidden
from kentongan.toolbox.words import tidy


class AlreadyAskedFor(Conflict):
    code = "already_asked_for"
    sentence = _("Somebody has asked for this already; another has to agree.")


class AlreadyDecided(Conflict):
    code = "already_decided"
    sentence = _("This has been decided already.")


class NeedsAnother(Forbidden):
    code = "needs_another"
    sentence = _("You asked for this yourself; somebody else has to agree.")


@transaction.atomic
def ask_to_widen(
    case: Case,
    target: Target,
    reason: str,
    *,
    public_words: str = "",
    is_insisted: bool = False,
    by: User,
    at: datetime,
) -> Widening:
    """Ask that something hidden be shown.

    :param is_insisted: let all read the words although they look personal
    :raises LooksPersonal: if they do, and nobody insists
    :raises NothingHidden: if it is not hidden
    :raises NotToBeShown: if it must not be shown at all
    :raises AlreadyAskedFor: if the same waits for an answer
    """
    case = hold(case, Act.WIDEN, by=by)
    words = tidy(public_words, field="public_words") if target.what == What.CASE else ""
    asked = Widening(by=by, reason=sentence(reason, field="reason"), public_words=words)
    insisted = see_nothing_personal(case, words, is_insisted=is_insisted)
    return _ask(case, target, asked, at, insisted)


@transaction.atomic
def ask_own(service_request: ServiceRequest, what: What, *, at: datetime) -> Widening:
    """Ask, as the reporter, no longer to be hidden; somebody at work has to agree.

    :raises NothingHidden: if it is not hidden
    :raises AlreadyAskedFor: if the same waits for an answer
    """
    return _ask(hold_told(service_request), Target(what, service_request), Widening(), at)


def _ask(
    case: Case, target: Target, asked: Widening, at: datetime, insisted: Sequence[str] = ()
) -> Widening:
    see_showable(case, target)
    same = case.widenings.filter(decided_at=None, what=target.what)
    if same.filter(service_request=target.service_request, photo=target.photo).exists():
        raise AlreadyAskedFor
    asked.case, asked.what, asked.at = case, target.what, at
    asked.service_request, asked.photo = target.service_request, target.photo
    asked.save(force_insert=True)
    _tell(asked, kind="case.widening_asked", by=asked.by, at=at, insisted=list(insisted))
    return asked


@transaction.atomic
def second(widening: Widening, *, by: User, at: datetime) -> Widening:
    """Agree: it is shown from now on.

    :raises NeedsAnother: to whoever asked
    :raises NothingHidden: if it has been shown meanwhile
    :raises NotToBeShown: if it must not be shown any more
    """
    widening = _hold(widening, by)
    target = Target(What(widening.what), widening.service_request, widening.photo)
    see_showable(widening.case, target)
    turn(widening.case, target, is_hidden=False, words=widening.public_words, at=at)
    return _decide(widening, is_seconded=True, by=by, at=at)


@transaction.atomic
def decline(widening: Widening, *, by: User, at: datetime) -> Widening:
    """Disagree: it stays hidden. Whoever asked may take it back so.

    :raises AlreadyDecided: if somebody was first
    """
    widening = _hold(widening, by, is_own_allowed=True)
    return _decide(widening, is_seconded=False, by=by, at=at)


def _hold(widening: Widening, by: User, *, is_own_allowed: bool = False) -> Widening:
    if widening.service_request is not None:
        lock_with_own(widening.service_request, widening.case_id)
    case = hold(widening.case, Act.WIDEN, by=by)
    held = Widening.objects.select_for_update(of=("self",)).select_related(
        "service_request", "photo"
    )
    found = held.get(pk=widening.pk)
    found.case = case
    if found.decided_at is not None:
        raise AlreadyDecided
    if found.by_id == by.pk and not is_own_allowed:
        raise NeedsAnother
    return found


def _decide(widening: Widening, *, is_seconded: bool, by: User, at: datetime) -> Widening:
    widening.decided_by, widening.decided_at, widening.is_seconded = by, at, is_seconded
    widening.save(update_fields=["decided_by", "decided_at", "is_seconded"])
    _tell(
        widening,
        kind="case.widened" if is_seconded else "case.widening_declined",
        by=by,
        at=at,
    )
    return widening


def _tell(
    widening: Widening, *, kind: str, by: User | None, at: datetime, **more: list[str]
) -> None:
    told = {"row": widening.pk, "what": widening.what, **more}
    record(kind, about=("case", widening.case_id), by=by, at=at, **told)
