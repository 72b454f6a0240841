"""From the form of a call to what casework keeps: a report, a voice, words, an emergency."""

from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kentongan.calls.models import Call, Purpose
from kentongan.calls.numbers import plain
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.judged_aloud import Word
from kentongan.casework.models import Addition, Inquiry
from kentongan.casework.taking_down import take_down, take_word, take_words
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.people.models import User
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.telephones import NumberUnusable, international
from kentongan.workdesk.telephone.recognising import meant
from kentongan.workdesk.telephone.remembering import matters_of
from kentongan.workdesk.telephone.spotting import spot
from kentongan.workdesk.telephone.typing import Typed

MOST_SUGGESTED = 40
LONGEST_PHONE = 20


class KindMissing(Unprocessable):
    code = "kind_missing"
    sentence = gettext_lazy("Please choose what it is about.")


class MatterMissing(Unprocessable):
    code = "matter_missing"
    sentence = gettext_lazy("Choose first which matter the caller speaks of.")


def report_of(call: Call, typed: Typed, kind: ServiceType | None, *, urgent: str = "") -> Report:
    """Return the report that the form holds.

    :param urgent: the words of an emergency about which nobody had time to ask
    :raises Unprocessable: if type or place are missing, or the number is none
    """
    if kind is None:
        raise KindMissing(field="kind")
    where = spot(typed)
    phone, by_voice = _phone(call, typed), bool(typed.by_voice)
    return Report(
        service_code=kind.code,
        words=typed.words.strip() or urgent,
        channel=Channel.PHONE,
        point=where.point,
        located_by=where.located_by,
        kelurahan=where.kelurahan.code,
        address=typed.address,
        person=Person(name=typed.name.strip(), phone=phone, by_voice=by_voice),
        answers=typed.own_answers,
        language=get_language() or "id",
        idempotency_key=typed.key(call.pk),
        is_confidential=bool(typed.rahasia),
        is_unasked=bool(urgent),
    )


def take_report(call: Call, typed: Typed, *, by: User, at: datetime) -> ServiceRequest:
    """Open a case on what the caller tells, or add their voice to the one that was chosen.

    :raises Unprocessable: if the report cannot be used
    """
    report = report_of(call, typed, typed.service_type)
    known = meant(typed, by, at=at)
    return take_down(call, report, known=known, by=by, at=at)


def take_emergency(call: Call, typed: Typed, *, by: User, at: datetime) -> ServiceRequest:
    """Open a case of an emergency's type on what is known so far.

    :raises Unprocessable: if the place is not known yet, or the city has no emergency type
    """
    said = _("Emergency, told by telephone and handed to the emergency line.")
    report = report_of(call, typed, emergency_kind(typed), urgent=said)
    return take_down(call, report, purpose=Purpose.EMERGENCY, by=by, at=at)


def take_more(call: Call, typed: Typed, *, by: User, at: datetime) -> Inquiry | Addition:
    """Keep what the caller says of the matter that was chosen.

    :raises NoSuchCase: if it is none of this number's, or not for this operator
    :raises Unprocessable: if nothing was typed
    """
    return take_words(call, _chosen(call, typed, by), typed.added, by=by, at=at)


def take_verdict(call: Call, typed: Typed, word: Word, *, by: User, at: datetime) -> None:
    """Keep whether the caller says that the chosen matter is repaired, or their objection to it.

    :raises NoSuchCase: if it is none of this number's, or not for this operator
    :raises Refusal: if it cannot be said now, or the reason is missing
    """
    take_word(call, _chosen(call, typed, by), word, typed.added, by=by, at=at)


def emergency_kind(typed: Typed) -> ServiceType | None:
    """Return the type of emergency: the chosen one, the likeliest by the words, the first."""
    chosen = typed.service_type
    likely = [kind for kind in suggest(typed.words, MOST_SUGGESTED) if kind.is_emergency]
    offered = [kind for kind in shelf().offered if kind.is_emergency]
    if chosen and chosen.is_emergency:
        return chosen
    return next(iter([*likely, *offered]), None)


def _chosen(call: Call, typed: Typed, by: User) -> ServiceRequest:
    """The matter of this number that the caller speaks of."""
    matter = key_in(typed.matter)
    if not matter:
        raise MatterMissing(field="matter")
    told: ServiceRequest | None = matters_of(call, by).filter(pk=matter).first()
    if told is None:
        raise NoSuchCase
    return told


def _phone(call: Call, typed: Typed) -> str:
    """Where they can be reached: what was typed, else the number they call from."""
    wanted = typed.phone.strip() or call.number
    if typed.phone.strip() and not international(typed.phone):
        raise NumberUnusable(field="phone")
    return plain(wanted)[:LONGEST_PHONE] if international(wanted) else ""
