"""What fills the blanks of a letter: facts about the report, nothing of anybody else."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from kentongan.casework.disputing import disputable_until
from kentongan.casework.models import Case, Disposition, Invitation, Referral, Stage
from kentongan.catalogue.shelf import shelf
from kentongan.mailroom.endings import REASONS
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.links import REPLY_FOR, Link, Purpose
from kentongan.mailroom.models import Letter
from kentongan.mailroom.reading import words_in
from kentongan.mailroom.spelling import in_full, named
from kentongan.mailroom.timings import PAUSES
from kentongan.mailroom.wording import Wording
from kentongan.places.directory import directory


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about: its case, if it has one, and the row with an officer's words."""

    letter: Letter
    case: Case | None
    row: models.Model | None

    @property
    def is_confidential(self) -> bool:
        """Whether nothing may be said outside the page; a party knows only what it is asked."""
        told, case = self.letter.service_request, self.case
        if told is None:
            return False
        is_hidden = case is not None and (case.is_confidential or case.is_oversight)
        return is_hidden or told.is_confidential or shelf().types[told.service_type_id].is_private

    @property
    def words(self) -> str:
        """The officer's words."""
        return words_in(self.row)


def matter_of(letter: Letter, wording: Wording) -> Matter:
    """Look up what the letter is about (two statements)."""
    if letter.invitation:
        return Matter(letter, letter.invitation.case, letter.invitation)
    cases = Case.objects.filter(filings__service_request=letter.service_request_id)
    row = None
    if wording.quotes:
        row = wording.quotes.objects.get(pk=letter.entry.particulars["row"])
    return Matter(letter, cases.first(), row)


def blanks_of(matter: Matter, head: Letterhead) -> dict[str, str]:
    """Return the facts that paragraphs may name, spelt out in the letter's language."""
    letter, case, language = matter.letter, matter.case, matter.letter.language
    told = letter.service_request or case
    facts = {
        "reference": told.reference if told else "",
        "when": in_full(letter.entry.at, language),
        "contact": head.contact,
        "city": head.city,
    }
    if isinstance(matter.row, Disposition) and matter.row.reason:
        facts["reason"] = str(REASONS[matter.row.reason])
    if isinstance(matter.row, Invitation):
        facts |= {"name": matter.row.name, "until": in_full(matter.row.valid_until, language)}
    return facts | _of_pause(letter, language) | (_of_case(case, letter) if case else {})


def _of_pause(letter: Letter, language: str) -> dict[str, str]:
    told = letter.entry.particulars
    if letter.kind != "case.paused":
        return {}
    until = datetime.fromisoformat(told["limit"])
    return {"reason": str(PAUSES[told["reason"]]), "until": in_full(until, language)}


def _of_case(case: Case, letter: Letter) -> dict[str, str]:
    language = letter.language
    facts = {"unit": named(directory().units[case.unit_id].names, language)}
    if case.closed_at is not None:
        facts["disputable"] = in_full(disputable_until(case.closed_at), language)
    elif case.stage == Stage.CLAIMED:
        facts["opposable"] = in_full(case.due_at, language)
    elif case.is_open and case.promised_at:
        facts["promised"] = in_full(case.promised_at, language)
    number = letter.entry.particulars.get("referral")
    if number:
        referral = Referral.objects.get(pk=number)
        facts |= {"authority": referral.authority, "address": referral.address}
    return facts


def reply_link(matter: Matter) -> Link | None:
    """Return the link by which the letter is answered, if it asks for an answer."""
    letter = matter.letter
    if letter.invitation:
        return party_link(letter.invitation)
    if letter.kind == "case.reporter_asked" and matter.row and letter.service_request_id:
        until = letter.entry.at + REPLY_FOR
        return Link(Purpose.REPLY, matter.row.pk, letter.service_request_id, _whole(until))
    return None


def party_link(invitation: Invitation) -> Link:
    """Return the link by which an invited party answers."""
    until = _whole(invitation.valid_until)
    return Link(Purpose.PARTY, invitation.pk, invitation.case_id, until)


def _whole(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
