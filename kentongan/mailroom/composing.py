"""Composing: what a letter says, in its reader's language, put together when it is sent."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import override

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.spelling import in_full, named
from kentongan.mailroom.wording import (
    CODE,
    GREETING,
    LINK,
    REASONS,
    SIGNATURE,
    WORDINGS,
    Wording,
)
from kentongan.places.directory import directory

BLANK = re.compile(r"%\((\w+)\)s")


class NoAddress(LookupError):
    """Nobody is there to write to: the reporter was erased, or took the address back."""


def compose(letter: Letter, head: Letterhead) -> Parcel:
    """Return the letter as it goes out (at most four statements).

    :raises NoAddress: if the reporter has none any more
    """
    told = letter.service_request
    if told.reporter is None or not told.reporter.email:
        raise NoAddress(letter.pk)
    wording = WORDINGS[letter.kind]
    with override(letter.language):
        case = Case.objects.filter(filings__service_request=told).first()
        row = _quoted(wording, case, letter)
        facts = _facts(letter, case, head) | _reason(row)
        paragraphs = _paragraphs(wording, facts, _words(row))
        return Parcel(
            key=letter.message_id,
            to=told.reporter.email,
            subject=str(wording.subject) % facts,
            text="\n\n".join((*paragraphs, _ending(told, head))) + "\n",
            language=letter.language,
            written_at=letter.written_at,
            sender=head.sender,
            sender_name=head.city,
            reply_to=head.reply_to,
        )


def _facts(letter: Letter, case: Case | None, head: Letterhead) -> dict[str, str]:
    language = letter.language
    facts = {
        "reference": letter.service_request.reference,
        "when": in_full(letter.entry.at, language),
        "contact": head.contact,
    }
    if case is not None:
        facts["unit"] = named(directory().units[case.unit_id].names, language)
    if case is not None and case.is_open and case.promised_at:
        facts["promised"] = in_full(case.promised_at, language)
    return facts


def _paragraphs(wording: Wording, facts: Mapping[str, str], words: str) -> Iterator[str]:
    yield str(GREETING)
    first, *rest = wording.paragraphs
    yield str(first) % facts
    if words:
        yield "\n".join(f"    {line}".rstrip() for line in words.splitlines())
    for paragraph in map(str, rest):
        if all(facts.get(name) for name in BLANK.findall(paragraph)):
            yield paragraph % facts


def _ending(told: ServiceRequest, head: Letterhead) -> str:
    link = f"{LINK}\n{head.link(told.code)}"
    code = str(CODE) % {"code": told.spoken_code}
    return f"{link}\n\n{code}\n\n-- \n{head.city}\n{SIGNATURE}"


def _quoted(wording: Wording, case: Case | None, letter: Letter) -> object:
    """Return the row that holds the officer's words: the very one the entry tells of."""
    if case is None or not wording.quotes:
        return None
    return getattr(case, wording.quotes).get(pk=letter.entry.particulars["row"])


def _words(row: object) -> str:
    return str(getattr(row, "question", "") or getattr(row, "text", ""))


def _reason(row: object) -> dict[str, str]:
    reason = getattr(row, "reason", "")
    return {"reason": str(REASONS[reason])} if reason else {}
