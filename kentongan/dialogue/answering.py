"""Answering a message: what it wishes decides who does it, the thread whom it is about."""

from dataclasses import replace
from datetime import datetime

from kentongan.casework.models import Stage
from kentongan.dialogue.absorbing import Told
from kentongan.dialogue.drafts import Draft
from kentongan.dialogue.finding import Found, find
from kentongan.dialogue.following import follow, is_over
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.listening import turn_to
from kentongan.dialogue.models import Conversation
from kentongan.dialogue.overtaking import take_late, written_in
from kentongan.dialogue.replying import phrase
from kentongan.dialogue.stopping import resume, stop, stopped
from kentongan.dialogue.threading import begin_anew, sever
from kentongan.dialogue.turning import emergency_numbers, turn
from kentongan.dialogue.wishes import Wish, new_words, wish_of
from kentongan.intake.messages import Medium, WhyAside
from kentongan.intake.models import ServiceRequest
from kentongan.places.directory import directory

IDLE = frozenset({Wish.THANKS, Wish.GREETING, Wish.STOP})
"""What nothing has to be done about."""


def answer(heed: Heed, *, at: datetime) -> list[str]:
    """Do what a message wishes, within the caller's transaction; return what to say."""
    wish, thread = wish_of(heed.message.text), heed.thread
    if heed.message.fault:
        return _faulty(heed, WhyAside(heed.message.fault))
    before = written_in(heed)
    if before:
        take_late(heed, before, at=at)
        return []
    barred = stopped(thread)
    if barred and wish in IDLE:
        heed.because, heed.is_silent = WhyAside.STOPPED, True
        return []
    if barred:
        resume(thread, barred, at=at)
    if wish in {Wish.STOP, Wish.RESUME, Wish.HELP, Wish.NOT_ME}:
        return _command(heed, wish, at)
    return _about_a_matter(heed, wish, at)


def _faulty(heed: Heed, fault: WhyAside) -> list[str]:
    """What the door saw wrong is said, if anybody knows to whom, and the message set aside."""
    heed.because, heed.is_silent = fault, not heed.message.sender
    return [phrase(heed.thread, fault)]


def _command(heed: Heed, wish: Wish, at: datetime) -> list[str]:
    thread = heed.thread
    if wish == Wish.STOP:
        stop(thread, at=at)
        return [phrase(thread, "stopped")]
    if wish == Wish.RESUME:
        return [phrase(thread, "resumed")]
    if wish == Wish.NOT_ME:
        heed.thread = sever(thread, at=at)
        return [phrase(thread, "severed")]
    return [phrase(thread, "help", numbers=emergency_numbers())]


def _about_a_matter(heed: Heed, wish: Wish, at: datetime) -> list[str]:
    found = find(heed.message.text, heed.thread)
    told = found.matter
    if told:
        if heed.answered == told:
            found = found._replace(is_known_by_secret=True)
        if found.is_known_by_secret:
            _turn_to(heed, told, at)
        return follow(heed, found, at=at)
    if found.is_code_unknown:
        return [phrase(heed.thread, "no_such_code", city=directory().profile.name)]
    if heed.answered and not is_underway(heed.thread):
        turn_to(heed, heed.answered, at=at)
    words = new_words(heed.message.text)
    if heed.thread.service_request_id and not is_underway(heed.thread) and words is None:
        own = _own(heed, at)
        if own and wish != Wish.NEW:
            return _of_the_thread(heed, own, wish, at)
    return _report(heed, wish, words, at)


def _of_the_thread(heed: Heed, own: Found, wish: Wish, at: datetime) -> list[str]:
    is_asked = own.matter is not None and own.matter.filing.case.stage in _LISTENING
    if wish in {Wish.THANKS, Wish.END} and not is_asked and not heed.pictures.photos:
        return [phrase(heed.thread, "thanks")]
    if wish == Wish.GREETING:
        return [phrase(heed.thread, "help", numbers=emergency_numbers())]
    return follow(heed, own, at=at)


_LISTENING = frozenset({Stage.ASKED, Stage.CLAIMED})


def _own(heed: Heed, at: datetime) -> Found | None:
    """The matter of the thread, unless it ended so long ago that new words are about another.

    Anybody can write a mail in somebody's name: it is about another matter unless it answers
    something, and whoever wrote it is known only by what it answers.
    """
    told = heed.thread.service_request
    if told is None or is_over(told.filing.case, at=at):
        return None
    if heed.message.channel != Medium.EMAIL:
        return Found(told, is_known_by_secret=True)
    return Found(told, heed.answered is not None) if heed.message.reply_to else None


def _turn_to(heed: Heed, told: ServiceRequest, at: datetime) -> None:
    """Whoever names a code talks about that matter from then on, but for a draft underway."""
    if not is_underway(heed.thread):
        turn_to(heed, told, at=at)


def is_underway(thread: Conversation) -> bool:
    """Whether something has been told of a report that is not yet one."""
    return bool(thread.draft) and not Draft.of(thread.draft).is_empty


def _report(heed: Heed, wish: Wish, words: str | None, at: datetime) -> list[str]:
    """Go on with the report underway, or begin one."""
    if heed.thread.service_request_id and not is_underway(heed.thread):
        heed.thread = begin_anew(heed.thread, at=at)
    thread, message = heed.thread, heed.message
    if wish in {Wish.STATUS, Wish.LISTEN} and not is_underway(thread):
        return [phrase(thread, "no_matter")]
    if wish == Wish.THANKS and not is_underway(thread):
        return [phrase(thread, "thanks")]
    told = Told(
        message.text if words is None else words,
        message.lat,
        message.lon,
        heed.pictures.photos,
        wishes_end=wish == Wish.END,
    )
    if wish in {Wish.NEW, Wish.END, Wish.GREETING}:
        told = replace(told, words="")
    return turn(heed, told, at=at)
