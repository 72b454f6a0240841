"""Composing: what a letter says, in its reader's language, put together when it is sent."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import override

from kentongan.mailroom.abridging import abridge
from kentongan.mailroom.blanks import Matter, blanks_of, matter_of, reply_link
from kentongan.mailroom.briefing import brief
from kentongan.mailroom.group_composing import compose_for_group
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.quoting import quote
from kentongan.mailroom.spelling import in_full
from kentongan.mailroom.styling import own
from kentongan.mailroom.telling import WORDINGS
from kentongan.mailroom.wording import (
    ANSWER_HERE,
    CODE,
    DISCREET,
    GREETING,
    GREETING_PARTY,
    LINK,
    LISTENING,
    SIGNATURE,
    Wording,
)

BLANK = re.compile(r"%\((\w+)\)s")


class Said(NamedTuple):
    """The wording of a letter, in its language, the city's own words before the common ones."""

    subject: str
    short: str
    paragraphs: tuple[str, ...]


def compose(letter: Letter, head: Letterhead, *, to: str) -> Parcel:
    """Return the letter as it goes out (at most six statements); one to a user is a brief, a reply
    is quoted, a group's is its own.

    :param to: the address on its channel
    """
    if letter.user_id:
        return brief(letter, head)
    if letter.reply:
        return quote(letter, letter.reply, head)
    if letter.matter:
        return compose_for_group(letter, letter.matter, head, to=to)
    with override(letter.language):
        matter = matter_of(letter, wording := WORDINGS[letter.kind])
        facts, said = blanks_of(matter, head), _said(matter, wording, head)
        words = "" if matter.is_confidential else matter.words
        body = (*_paragraphs(said, facts, words), *_ending(matter, head))
        address, lead = _address(matter, head), said.short % defaultdict(str, facts)
        abridged = abridge(matter, wording, lead, facts, address)
        return Parcel(
            key=letter.message_id,
            to=to,
            subject=said.subject % facts,
            text="\n\n".join((_greeting(facts), *body)) + "\n",
            **_envelope(letter, head),
            short=abridged.short,
            blanks=(facts["reference"], abridged.state, address),
            is_talk=abridged.is_talk,
        )


def _envelope(letter: Letter, head: Letterhead) -> dict[str, Any]:
    return {
        "language": letter.language,
        "written_at": letter.written_at,
        "sender": head.sender,
        "sender_name": head.city,
        "reply_to": head.reply_to,
        "channel": letter.channel,
    }


def _said(matter: Matter, wording: Wording, head: Letterhead) -> Said:
    if matter.is_confidential:
        return Said(str(DISCREET.subject), str(DISCREET.short), _texts(DISCREET))
    kind, language = matter.letter.kind, matter.letter.language
    subject, text, short = (
        own(head.style, kind, part, language) for part in ("subject", "text", "short")
    )
    return Said(
        subject or str(wording.subject),
        short or str(wording.short),
        tuple(re.split(r"\n\s*\n", text.strip())) if text else _texts(wording),
    )


def _texts(wording: Wording) -> tuple[str, ...]:
    return tuple(map(str, wording.paragraphs))


def _greeting(facts: Mapping[str, str]) -> str:
    return str(GREETING_PARTY) % facts if "name" in facts else str(GREETING)


def _paragraphs(said: Said, facts: Mapping[str, str], words: str) -> Iterator[str]:
    first, *rest = said.paragraphs
    yield first % facts
    if words:
        yield "\n".join(f"    {line}".rstrip() for line in words.splitlines())
    for paragraph in rest:
        if all(facts.get(name) for name in BLANK.findall(paragraph)):
            yield paragraph % facts


def _ending(matter: Matter, head: Letterhead) -> Iterator[str]:
    link, told = reply_link(matter), matter.letter.service_request
    if link:
        until = in_full(link.until, matter.letter.language)
        yield f"{str(ANSWER_HERE) % {'until': until}}\n{head.answer_link(link)}"
    if matter.letter.listener:
        yield str(LISTENING)
    if told:
        yield f"{LINK}\n{head.link(told.code)}"
        yield str(CODE) % {"code": told.spoken_code}
    yield f"-- \n{head.city}\n{SIGNATURE}"


def _address(matter: Matter, head: Letterhead) -> str:
    link, told = reply_link(matter), matter.letter.service_request
    if link:
        return head.answer_link(link)
    return head.link(told.code) if told else head.base
