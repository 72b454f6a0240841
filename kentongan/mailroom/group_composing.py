"""Composing a council group's letters: in its name, by the city's post."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import override

from kentongan.council.models import Group, Item, Matter
from kentongan.council.reminding import unverified
from kentongan.mailroom.group_facts import case_of, facts_of, is_confidential
from kentongan.mailroom.group_words import (
    DECIDED,
    GROUP_WORDINGS,
    REACH_GROUP,
    REMIND_OPENING,
    REMIND_SHORT,
    REMIND_SUBJECT,
    SIGNED,
    TO_THE_CITY,
    UNREACHED,
)
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.readers import Overtaken
from kentongan.mailroom.shortening import shorten
from kentongan.mailroom.spelling import in_full
from kentongan.mailroom.styling import own
from kentongan.mailroom.wording import CODE, GREETING, LINK

BLANK = re.compile(r"%\((\w+)\)s")


class Said(NamedTuple):
    """The words of a letter, and where they lead; no link where nothing is public."""

    subject: str
    short: str
    text: str
    link: str


def compose_for_group(letter: Letter, matter: Matter, head: Letterhead, *, to: str) -> Parcel:
    """Return a letter of a council group as it goes out (at most five statements).

    :raises Overtaken: if somebody of the group has told them meanwhile
    """
    if letter.kind == DECIDED and matter.told_by_id:
        raise Overtaken(letter.pk)
    with override(letter.language):
        said = _said(letter, matter, head)
    return Parcel(
        key=letter.message_id,
        to=to,
        subject=said.subject,
        text=said.text,
        language=letter.language,
        written_at=letter.written_at,
        sender=head.sender,
        sender_name=matter.group.name,
        channel=letter.channel,
        short=shorten(said.short, said.link).strip(),
        blanks=(matter.number, said.short, said.link or head.base),
    )


def remind(letter: Letter, head: Letterhead) -> tuple[str, str, str]:
    """Return subject, sentence and opening of a letter to a group's staff.

    :raises Overtaken: if all of it has been verified meanwhile
    """
    due = unverified(Group(pk=letter.entry.about_id))
    if not due:
        raise Overtaken(letter.pk)
    facts = {"count": len(due), "until": in_full(due[0], letter.language)}
    return str(REMIND_SUBJECT), str(REMIND_SHORT) % facts, str(REMIND_OPENING) % facts


def _said(letter: Letter, matter: Matter, head: Letterhead) -> Said:
    item = Item.objects.get(pk=letter.entry.particulars["row"]) if letter.kind == DECIDED else None
    case = case_of(matter)
    facts = facts_of(letter, matter, case, head)
    key = f"matter.{item.decision}" if item else letter.kind
    subject, short, paragraphs = _worded(key, letter.language, head)
    told = matter.service_request if key == TO_THE_CITY else None
    is_silent = told is not None and is_confidential(matter, case)
    reason = item.reason if item and not is_silent else ""
    text = [str(GREETING), *_body(paragraphs, facts, reason)]
    if told:
        text += [f"{LINK}\n{head.link(told.code)}", str(CODE) % {"code": told.spoken_code}]
    text.append(_signature(matter.group))
    link = head.link(told.code) if told else ""
    # An SMS has room for the link, behind which everything stands, or for the reason.
    brief = short % facts if link else f"{short % facts} {' '.join(reason.split())}".strip()
    return Said(subject % facts, brief, "\n\n".join(text) + "\n", link)


def _worded(key: str, language: str, head: Letterhead) -> tuple[str, str, tuple[str, ...]]:
    """The city's own words, the same for every group, before the common ones."""
    parts = ("subject", "short", "text")
    subject, short, text = (own(head.style, key, part, language) for part in parts)
    common = GROUP_WORDINGS[key]
    return (
        subject or str(common.subject),
        short or str(common.short),
        tuple(re.split(r"\n\s*\n", text.strip())) if text else tuple(map(str, common.paragraphs)),
    )


def _body(paragraphs: tuple[str, ...], facts: Mapping[str, str], reason: str) -> Iterator[str]:
    first, *rest = paragraphs
    yield first % facts
    if reason:
        yield "\n".join(f"    {line}".rstrip() for line in reason.splitlines())
    for paragraph in rest:
        if all(facts.get(name) for name in BLANK.findall(paragraph)):
            yield paragraph % facts


def _signature(group: Group) -> str:
    reached = str(REACH_GROUP) % {"contact": group.contact} if group.contact else str(UNREACHED)
    return f"-- \n{group.name}\n{reached}\n{SIGNED}"
