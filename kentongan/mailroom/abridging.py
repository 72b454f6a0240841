"""Abridging: a letter as a telephone shows it, the officer's words in it.

Whoever writes to us by SMS may open no page. So the question, what was done or why not stands in
the message itself, and, to who talks with us there, that a plain reply will do. Where it is long
the officer's words are cut; what comes before them, how to answer and the address stay whole.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from kentongan.dialogue.models import Conversation
from kentongan.mailroom.blanks import Matter
from kentongan.mailroom.conversing import Talks, is_talk, talks_about
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.shortening import cut, plain, shorten
from kentongan.mailroom.wording import Wording

MOST_BY_SMS = 3 * 153
"""Signs of three messages that a telephone puts together again (3GPP TS 23.040)."""
MOST_TYPED = 900
"""Signs of any other message; a template's body may have 1024 in all."""
TYPED = frozenset({Channel.SMS, Channel.WHATSAPP, Channel.TELEGRAM})


class Abridged(NamedTuple):
    """What has happened, the whole message with its address, and whether words need a template."""

    state: str
    short: str
    is_talk: bool = False


def abridge(
    matter: Matter, wording: Wording, lead: str, facts: Mapping[str, str], link: str
) -> Abridged:
    """Return what a telephone is told (at most one statement).

    :param lead: the sentence for a telephone, its blanks filled
    """
    letter = matter.letter
    talk = _talk(letter)
    is_near = is_talk(talk, at=letter.taken_at or letter.written_at)
    is_near = is_near and letter.channel == Channel.WHATSAPP
    told = " ".join(matter.words.split())
    if matter.is_confidential or wording.how is None or not told:
        return Abridged(lead, shorten(lead, link), is_near)
    is_answerable = talk is not None and letter.listener is None and wording.how_here
    first, _dot, _rest = facts.get("contact", "").partition(" · ")
    how = str(wording.how_here if is_answerable else wording.how)
    state = _quoted(letter, lead, told, how % defaultdict(str, facts, contact=first), len(link))
    return Abridged(state, f"{state} {link}", is_near)


def _talk(letter: Letter) -> Conversation | None:
    """The conversation on the letter's own channel that its reader leads with us."""
    told = letter.service_request
    if told is None or letter.channel not in TYPED:
        return None
    own = letter.listener or talks_about([told]).get(told.pk, Talks()).opened
    return own if own and own.channel == letter.channel else None


def _quoted(letter: Letter, lead: str, told: str, how: str, taken: int) -> str:
    is_sms = letter.channel == Channel.SMS
    around = f"{lead} “” {how}"
    most = (MOST_BY_SMS if is_sms else MOST_TYPED) - taken - 1
    lead, told, how = (plain(part) if is_sms else part for part in (lead, told, how))
    words = cut(told, most - len(around), "..." if is_sms else "…")
    quoted = f'"{words}"' if is_sms else f"“{words}”"
    return " ".join(filter(None, (lead, quoted if words else "", how)))
