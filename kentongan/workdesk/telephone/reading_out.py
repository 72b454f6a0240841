"""How a matter stands, in whole sentences that are read to the caller as they are.

The code is never read out of our rows to a voice we only know by its number: who has lost it gives
name and place first, and gets a new report's code or the reference. For the same reason what was
written about a confidential matter is read only to whoever has said its code.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kentongan.casework.judged_aloud import sayable
from kentongan.casework.models import Case, Stage
from kentongan.casework.utterances import IN_WORDS, Outcome, Utterances
from kentongan.catalogue.shelf import shelf
from kentongan.face.formatting import day_long, span
from kentongan.face.worded import worded
from kentongan.intake.models import ServiceRequest
from kentongan.mailroom.reading import why
from kentongan.places.directory import directory

_Blanks = dict[str, str]


def read_out(
    told: ServiceRequest, case: Case, said: Utterances, *, is_by_code: bool = False, at: datetime
) -> list[str]:
    """Return the sentences for one matter, in the visitor's language (no statement).

    :param said: the city's own words about the case
    :param is_by_code: whether they have said the code of the matter
    """
    here = timezone.localtime(at)
    language = get_language() or "id"
    blanks = {
        "type": worded(shelf().types[case.service_type_id].names),
        "place": directory().jurisdictions[case.jurisdiction_id].name,
        "unit": worded(directory().units[case.unit_id].names),
        "day": day_long(told.received_at, language, here),
    }
    first = _("On %(day)s you told us of this: %(type)s, in %(place)s.") % blanks
    if case.closed_at is not None:
        blanks["ended"] = day_long(case.closed_at, language, here)
        standing = _ended(case, at) % blanks
    else:
        standing = _standing().get(case.stage, _worked_on()) % blanks
    words = list(_words(case, said, here, language))
    if words and not is_by_code and is_confidential(told, case):
        words = [_("What was written about it is confidential. Whoever has the code can read it.")]
    promise = [] if case.closed_at else _promise(case, at, here, language)
    return [first, standing, *words, *promise]


def _words(case: Case, said: Utterances, here: datetime, language: str) -> Iterator[str]:
    """What was written to them, as far as it still holds where the matter stands."""
    if said.question and case.stage == Stage.ASKED:
        yield _("The question: “%(words)s”") % {"words": said.question.words}
    if said.claim and (case.stage == Stage.CLAIMED or case.outcome in _DONE):
        yield _("What was done: “%(words)s”") % {"words": said.claim.words}
    if said.answer and case.is_open:
        blanks = {"words": said.answer.words, "day": day_long(said.answer.at, language, here)}
        yield _("On %(day)s you were answered: “%(words)s”") % blanks
    if case.outcome in IN_WORDS:
        yield from _explained(said)


def _explained(said: Utterances) -> Iterator[str]:
    """Why it was not taken up, and what an objection came to."""
    if said.end and said.end.reason:
        yield why(said.end.reason)
    if said.end:
        yield _("In their own words: “%(words)s”") % {"words": said.end.words}
    if said.objection:
        yield _("Your objection was answered: “%(words)s”") % {"words": said.objection.words}


_DONE = (Outcome.CONFIRMED, Outcome.UNOPPOSED)


def is_confidential(told: ServiceRequest, case: Case) -> bool:
    """Whether what was written about it is for nobody but whoever has the code."""
    kind = shelf().types[case.service_type_id]
    is_hidden = case.is_confidential or case.is_oversight
    return is_hidden or told.is_confidential or kind.is_private


def _promise(case: Case, at: datetime, here: datetime, language: str) -> list[str]:
    if case.stage == Stage.ASKED and case.paused_until is not None:
        return [_("The deadlines stand still until you answer; you can answer me now.")]
    if case.paused_until is not None:
        return [_("The deadlines stand still at the moment; the reason is in the letters to you.")]
    if case.promised_at is None:
        return []
    due = {"day": day_long(case.promised_at, language, here)}
    if case.promised_at < at:
        due["time"] = span((at - case.promised_at).total_seconds(), language)
        return [
            _("It was promised by %(day)s and is late by %(time)s.") % due,
            _("I am sorry. It has been handed up, and I note that you asked again."),
        ]
    return [_("It is promised by %(day)s.") % due]


def _worked_on() -> str:
    return _("%(unit)s is working on it.")


def _standing() -> dict[str, str]:
    return {
        Stage.RECEIVED: _("It has arrived and waits to be read; then %(unit)s takes it on."),
        Stage.VERIFIED: _("It has been read and accepted, and lies with %(unit)s."),
        Stage.ASSIGNED: _worked_on(),
        Stage.ASKED: _("We asked you a question about it and wait for your answer."),
        Stage.CLAIMED: _("%(unit)s says that it is done. Is it? You may tell me now."),
    }


def _ended(case: Case, at: datetime) -> str:
    if case.outcome == Outcome.REFUSED and not sayable(case, at=at):
        return _("It was refused on %(ended)s; the time for an objection has passed.")
    known = {
        "confirmed": _("It was done, and confirmed on %(ended)s."),
        "unopposed": _("%(unit)s said that it was done; nobody objected until %(ended)s."),
        "refused": _("It was refused on %(ended)s. You can object; I can take that down now."),
        "referred": _("On %(ended)s it was sent to another authority, which answers for it."),
        "set_aside": _("It was set aside on %(ended)s."),
        "joined": _("Others told us of the same; since %(ended)s it is followed together."),
    }
    return known.get(case.outcome, _("It ended on %(ended)s."))
