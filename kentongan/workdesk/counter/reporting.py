"""From the form of a counter to a report; and the same in sentences that are read back first."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kentongan.calls.numbers import plain
from kentongan.counter.models import Hearing, Ticket
from kentongan.face.worded import worded
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.telephones import NumberUnusable, international
from kentongan.workdesk.counter.filling import Filled
from kentongan.workdesk.telephone.spotting import spot
from kentongan.workdesk.telephone.taking_down import LONGEST_PHONE, KindMissing


class NumberNeeded(Unprocessable):
    code = "number_needed"
    sentence = gettext_lazy(
        "To ring them up or send an SMS a number is needed. Without one: they come to the counter."
    )


def report_of(ticket: Ticket, filled: Filled) -> Report:
    """Return the report that the form holds.

    :raises Unprocessable: if type, place or a needed number are missing, or the number is none
    """
    typed = filled.typed
    kind = typed.service_type
    if kind is None:
        raise KindMissing(field="kind")
    where = spot(typed)
    return Report(
        service_code=kind.code,
        words=typed.words.strip(),
        channel=Channel.COUNTER,
        point=where.point,
        located_by=where.located_by,
        kelurahan=where.kelurahan.code,
        address=typed.address,
        person=_person(filled),
        answers=typed.own_answers,
        language=get_language() or "id",
        idempotency_key=typed.key(ticket.pk, "counter"),
        is_anonymous=bool(filled.anonim),
        is_confidential=bool(typed.rahasia),
    )


def read_back(filled: Filled) -> list[str]:
    """Return what would be sent, sentence by sentence, as somebody hears it (no statement)."""
    typed = filled.typed
    kind = typed.service_type
    told = [_("You report: %(type)s.") % {"type": worded(kind.names)}] if kind else []
    if typed.words.strip():
        told.append(_("In your words: %(words)s") % {"words": typed.words.strip()})
    told.append(_("The place: %(place)s.") % {"place": _place(filled)})
    if typed.name.strip() and not filled.anonim:
        told.append(_("Your name: %(name)s.") % {"name": typed.name.strip()})
    if filled.hearing:
        told.append(str(_HEARD[filled.hearing]))
    if filled.anonim:
        told.append(_("Your name is kept from those who work on it."))
    if typed.rahasia:
        told.append(_("Only the unit that is responsible reads it."))
    return [*told, _("Is that right?")]


def laid_out(filled: Filled) -> list[tuple[str, str]]:
    """Return all that was typed, to be copied where it can be kept no more (no statement)."""
    typed = filled.typed
    told = [
        (_("What they tell, in their own words"), typed.words),
        (_("What this person adds"), typed.added),
        (_("Where: street, landmark or kelurahan"), typed.address),
        *(
            (worded(each.texts), _line(typed.answers.get(each.code, "")))
            for each in typed.questions
        ),
        (_("Their name"), typed.name),
        (_("Their telephone number"), typed.phone),
    ]
    return [(label, text) for label, text in told if text.strip()]


def _line(given: str | list[str]) -> str:
    return given if isinstance(given, str) else ", ".join(given)


_HEARD: dict[str, str | Promise] = {
    Hearing.CALL: gettext_lazy("We ring you up with the answer."),
    Hearing.SMS: gettext_lazy("We send you the answer by SMS."),
    Hearing.PICK_UP: gettext_lazy("You come to the counter for the answer."),
}


def _place(filled: Filled) -> str:
    try:
        name = spot(filled.typed).kelurahan.name
    except Unprocessable:
        name = ""
    parts = (filled.typed.address.strip(), name)
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _("not said yet")


def _person(filled: Filled) -> Person:
    """Who they are, as far as they say; told by voice where they wish for a voice."""
    written = filled.typed.phone.strip()
    if written and not international(written):
        raise NumberUnusable(field="phone")
    if not written and filled.hearing in {Hearing.CALL, Hearing.SMS}:
        raise NumberNeeded(field="phone")
    return Person(
        name=filled.typed.name.strip(),
        phone=plain(written)[:LONGEST_PHONE],
        by_voice=filled.hearing in {Hearing.CALL, Hearing.PICK_UP},
    )
