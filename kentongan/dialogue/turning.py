"""One turn of a report underway: the engine says what comes next, this does it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from kentongan.casework.opening import take_in
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.dialogue.absorbing import Ask, Told
from kentongan.dialogue.drafts import Draft
from kentongan.dialogue.engine import End, Turn, advance
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.knowing import Here
from kentongan.dialogue.linking import link_to, spelt
from kentongan.dialogue.models import Conversation
from kentongan.dialogue.picturing import of_row
from kentongan.dialogue.replying import phrase
from kentongan.intake.messages import InboundMessage, Medium, WhyAside
from kentongan.intake.models import Channel, LocatedBy, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

READ_FOR = timedelta(seconds=20)
"""What comes so soon after a question was written before it was read; our own guess."""
REST_FOR = timedelta(days=1)
"""So long nobody is told again that the place is missing."""


def turn(heed: Heed, told: Told, *, at: datetime) -> list[str]:
    """Take one message into the draft; return what to say. What is whole becomes a report."""
    thread, here, before = heed.thread, Here(), Draft.of(heed.thread.draft)
    is_hasty = _said_within(READ_FOR, before, heed.message.received_at)
    taken = advance(before, replace(told, is_hasty=is_hasty), here)
    lines = [*heed.notes, *(phrase(thread, note) for note in taken.notes)]
    if taken.end == End.WHOLE:
        return [*lines, *_take_in(heed, taken.draft, at)]
    is_told = before.is_resting and _said_within(REST_FOR, before, at)
    if taken.end == End.WAITING or (taken.end == End.RESTING and is_told):
        thread.draft, heed.is_silent = taken.draft.as_json(), not lines
        return lines
    thread.draft = replace(taken.draft, asked_at=at.isoformat()).as_json()
    thread.step = taken.ask or ""
    if taken.end == End.RESTING:
        heed.because = None if before.is_resting else WhyAside.UNREADABLE
        return [*lines, phrase(thread, "resting")]
    if taken.end == End.NOTHING:
        return [*lines, phrase(thread, "nothing")]
    return [*lines, *_question(thread, taken, here)]


def _said_within(span: timedelta, draft: Draft, at: datetime) -> bool:
    return bool(draft.asked_at) and at < datetime.fromisoformat(draft.asked_at) + span


def _question(thread: Conversation, taken: Turn, here: Here) -> Iterator[str]:
    draft = taken.draft
    if taken.ask == Ask.SPOT and "kecamatan" in taken.names:
        yield phrase(thread, "where_in", **taken.names)
    elif taken.ask is not None:
        yield phrase(thread, taken.ask)
    if taken.ask == Ask.WHICH:
        names = [here.kind_name(code, thread.language) for code in draft.kinds]
        yield from numbered(names)
        yield phrase(thread, "none_of_these")
    if taken.ask == Ask.SPOT:
        yield from numbered([spot.label for spot in draft.spots])


def numbered(names: list[str]) -> Iterator[str]:
    """Return choices with the numbers by which they are chosen."""
    yield from (f"{number}. {name}" for number, name in enumerate(names, start=1))


def _take_in(heed: Heed, draft: Draft, at: datetime) -> Iterator[str]:
    thread = heed.thread
    told = take_in(_report(thread, heed.message, draft), at=at)
    thread.service_request, thread.draft, thread.step = told, {}, ""
    yield from receipt(thread, told, draft.spot.label if draft.spot else "")


def receipt(thread: Conversation, told: ServiceRequest, place: str) -> Iterator[str]:
    """What somebody hears whose report was taken in: code, link, and the promise as a moment."""
    case, kind = told.filing.case, shelf().types[told.service_type_id]
    if kind.is_emergency:
        yield phrase(thread, "emergency", numbers=emergency_numbers())
    names = {"reference": told.reference, "kind": kind_of(thread, kind), "place": place}
    yield phrase(thread, "taken_in", **names)
    if case.promised_at:
        yield phrase(thread, "promised", promised=spelt(case.promised_at, thread.language))
    yield phrase(thread, "code", code=told.spoken_code)
    yield link_to(told.code)
    yield phrase(thread, "more")


def kind_of(thread: Conversation, kind: ServiceType) -> str:
    """Return what a matter is called; of one that is private only that it is."""
    if kind.is_private or kind.matter == ServiceType.Matter.OVERSIGHT:
        return phrase(thread, "private_kind")
    return Here().kind_name(kind.code, thread.language)


def emergency_numbers() -> str:
    """Return whom to call when a life is in danger."""
    return ", ".join(each["number"] for each in directory().profile.emergency) or "112"


def _report(thread: Conversation, message: InboundMessage, draft: Draft) -> Report:
    spot = draft.spot
    assert spot is not None  # noqa: S101  # a whole draft has one
    has_point = spot.lat is not None and spot.lon is not None
    return Report(
        service_code=draft.code,
        words=draft.words,
        channel=Channel(thread.channel),
        point=Point(spot.lat or 0.0, spot.lon or 0.0) if has_point else None,
        located_by=LocatedBy(spot.by),
        kelurahan=spot.kelurahan,
        address=draft.address,
        person=person_of(thread, message),
        photos=tuple(of_row(dict(row)) for row in draft.photos),
        language=thread.language,
        is_unasked=True,
    )


def person_of(thread: Conversation, message: InboundMessage) -> Person:
    """Who writes, as far as the channel says."""
    name, address = message.sender_name, thread.address
    if thread.channel == Medium.EMAIL:
        return Person(name, email=address)
    if thread.channel == Medium.TELEGRAM:
        return Person(name, telegram=address[:40])
    return Person(name, phone=address if address.startswith("+") else "")
