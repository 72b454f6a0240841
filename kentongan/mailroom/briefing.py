"""Briefing: what a letter to somebody at work says, about one matter or about many.

It is put together when it is sent: what has been settled meanwhile is left out, and nobody is told
of a case that is not theirs to see any more.
"""

from typing import NamedTuple

from django.utils.translation import override

from kentongan.casework.reaching import reaches
from kentongan.mailroom.choosing import address_of
from kentongan.mailroom.house_letters import said_of_house
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.matters import facts_of, line
from kentongan.mailroom.memos import (
    ABOUT,
    AND_MORE,
    ARRIVAL,
    ARRIVALS,
    CONFIDENTIAL,
    DUE,
    MANY,
    MANY_OPENING,
    MANY_SHORT,
    MEMOS,
    OPEN_CASE,
    OPEN_QUEUE,
    WISHES,
)
from kentongan.mailroom.minding import Told, told_of
from kentongan.mailroom.models import Letter
from kentongan.mailroom.overtaking import still_holds
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.readers import Hidden, NoAddress, Overtaken, Unwanted
from kentongan.mailroom.shortening import shorten
from kentongan.mailroom.spelling import in_full
from kentongan.mailroom.wording import GREETING_PARTY, SIGNATURE
from kentongan.people.models import User, Wish
from kentongan.people.permissions import Act
from kentongan.people.standing import load

MOST_LINES = 10


class Said(NamedTuple):
    """A letter's words, and where they lead."""

    subject: str
    short: str
    reference: str
    paragraphs: tuple[str, ...]
    link: str


def brief(letter: Letter, head: Letterhead) -> Parcel:
    """Return a letter to somebody at work as it goes out (at most six statements).

    :raises NoAddress: if the account is closed or has no address any more
    :raises Unwanted: if its owner wishes no letters
    :raises Hidden: if none of it is theirs to see any more
    :raises Overtaken: if all of it has been settled meanwhile
    """
    user = _reader(letter)
    with override(letter.language):
        said = _said(letter, user, head)
        ending = (f"{WISHES}\n{head.account}", f"-- \n{head.city}\n{SIGNATURE}")
        text = (str(GREETING_PARTY) % {"name": user.name}, *said.paragraphs, *ending)
        return Parcel(
            key=letter.message_id,
            to=address_of(user, letter.channel),
            subject=said.subject,
            text="\n\n".join(text) + "\n",
            language=letter.language,
            written_at=letter.written_at,
            sender=head.sender,
            sender_name=head.city,
            reply_to=head.reply_to,
            channel=letter.channel,
            short=shorten(said.short, said.link),
            blanks=(said.reference, said.short, said.link),
        )


def _reader(letter: Letter) -> User:
    user = load(letter.user_id or 0)
    if user is None or not address_of(user, letter.channel):
        raise NoAddress(letter.pk)
    if user.letters == Wish.NONE:
        raise Unwanted(letter.pk)
    return user


def _said(letter: Letter, user: User, head: Letterhead) -> Said:
    if letter.kind in ARRIVALS:
        facts = {"city": head.city, "when": in_full(letter.entry.at, letter.language)}
        opening = str(ARRIVAL.opening) % facts
        return Said(str(ARRIVAL.subject), str(ARRIVAL.short), head.city, (opening,), head.account)
    of_house = said_of_house(letter, user, head)
    if of_house is not None:
        return Said(*of_house)
    known = _known(letter, user)
    if len(known) == 1:
        return _of_one(known[0], letter.language, head)
    return _of_many(known, letter.language, head)


def _known(letter: Letter, user: User) -> list[Told]:
    """What the letter is about, as far as it still holds and the reader may see it."""
    parts = letter.parts.select_related("entry").order_by("pk")
    entries = [letter.entry, *(part.entry for part in parts)]
    seen = [told for told in told_of(entries) if told.case and reaches(user, Act.SEE, told.case)]
    if not seen:
        raise Hidden(letter.pk)
    known = [told for told in seen if still_holds(told, user)]
    if not known:
        raise Overtaken(letter.pk)
    return known


def _of_one(told: Told, language: str, head: Letterhead) -> Said:
    memo, facts = MEMOS[told.entry.kind], facts_of(told, language)
    about = ABOUT if "type" in facts else CONFIDENTIAL
    words = [str(memo.opening) % facts, str(about) % facts]
    if "due" in facts:
        words.append(str(DUE) % facts)
    link = head.desk_case(facts["reference"])
    return Said(
        str(memo.subject) % facts,
        str(memo.short) % facts,
        facts["reference"],
        (*words, f"{OPEN_CASE}\n{link}"),
        link,
    )


def _of_many(known: list[Told], language: str, head: Letterhead) -> Said:
    count = {"count": len(known)}
    lines = [line(told, language) for told in known[:MOST_LINES]]
    if len(known) > MOST_LINES:
        lines.append(str(AND_MORE) % {"count": len(known) - MOST_LINES})
    words = (str(MANY_OPENING), "\n".join(lines), f"{OPEN_QUEUE}\n{head.desk}")
    return Said(str(MANY) % count, str(MANY_SHORT) % count, head.city, words, head.desk)
