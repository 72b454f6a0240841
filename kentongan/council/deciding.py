"""Deciding: the agenda is what is verified and undecided; each matter gets its decision there."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.opening import take_in
from kentongan.council.holding import OutOfTurn, group_of, hold, hold_meeting, sentence
from kentongan.council.models import Item, Matter, Meeting
from kentongan.intake.locating import NoPlace
from kentongan.intake.models import Channel, Reporter, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable

Decision = Item.Decision
Stage = Matter.Stage


class MeetingAhead(Conflict):
    code = "meeting_ahead"
    sentence = _("A meeting is already ahead; close it first.")


class StillUndecided(Conflict):
    code = "still_undecided"
    sentence = _(
        "Some matters on the agenda have no decision yet. Postpone what you cannot decide."
    )


class NoDecision(Unprocessable):
    code = "no_decision"
    sentence = _("Please choose what was decided.")


class NoKind(Unprocessable):
    code = "no_kind"
    sentence = _("Please choose the type: the city hands it to whoever answers for that.")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting decided of one matter; the type and place are for handing it to the city."""

    decision: str
    reason: str
    service_code: str = ""
    kelurahan: str = ""


@transaction.atomic
def call(begins: datetime, *, by: User, at: datetime) -> Meeting:
    """Call the next meeting; its agenda is every matter that is verified and undecided.

    :raises MeetingAhead: if one is called already
    """
    group = group_of(by)
    if Meeting.objects.filter(group=group, closed_at=None).exists():
        raise MeetingAhead
    meeting = Meeting.objects.create(group=group, at=begins, called_by=by)
    open_ = Matter.objects.filter(group=group, stage=Stage.VERIFIED).order_by("verified_at", "pk")
    Item.objects.bulk_create(Item(meeting=meeting, matter=matter) for matter in open_)
    record("meeting.called", about=("meeting", meeting.pk), by=by, at=at)
    return meeting


@transaction.atomic
def decide(item: Item, decided: Decided, *, by: User, at: datetime) -> Item:
    """Keep the decision; what is handed to the city becomes a case in the person's own name.

    :raises NoDecision: if none was chosen
    :raises Said: without a reason, which the person is told
    :raises OutOfTurn: if it was decided already
    """
    hold_meeting(item.meeting, by=by)
    matter = hold(item.matter, by=by, stages=(Stage.VERIFIED,))
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.decision:
        raise OutOfTurn
    if decided.decision not in Decision.values:
        raise NoDecision(field="decision")
    item.reason = sentence(decided.reason, field="reason")
    item.decision, item.decided_at, item.decided_by = decided.decision, at, by
    if decided.decision == Decision.TO_THE_CITY:
        matter.service_request = _hand_over(matter, decided, at)
        item.service_type = matter.service_request.service_type
    item.save()
    if decided.decision != Decision.POSTPONED:
        matter.stage = Stage.DECIDED
        matter.save(update_fields=["stage", "service_request"])
    told = {"row": item.pk, "decision": item.decision}
    record("matter.decided", about=("matter", matter.pk), by=by, at=at, **told)
    return item


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Close the meeting; what was postponed comes onto the next agenda.

    :raises StillUndecided: if a matter has no decision
    """
    meeting = hold_meeting(meeting, by=by)
    if meeting.items.filter(decision="").exists():
        raise StillUndecided
    meeting.closed_at = at
    meeting.save(update_fields=["closed_at"])
    record("meeting.closed", about=("meeting", meeting.pk), by=by, at=at)
    return meeting


def _hand_over(matter: Matter, decided: Decided, at: datetime) -> ServiceRequest:
    place = matter.jurisdiction.code if matter.jurisdiction else decided.kelurahan
    if not decided.service_code:
        raise NoKind(field="service_code")
    if not place:
        raise NoPlace(field="kelurahan")
    report = Report(
        service_code=decided.service_code,
        words=matter.words,
        channel=Channel.PUBLIC_ROOM,
        kelurahan=place,
        person=_person(matter.reporter),
        idempotency_key=f"council:{matter.number}",
        is_unasked=True,
    )
    return take_in(report, at=at)


def _person(who: Reporter | None) -> Person:
    return Person(who.name, who.email, who.phone, by_voice=who.by_voice) if who else Person()
