"""What is written about a matter that is known: how it stands, an answer, a verdict, more words."""

from collections.abc import Iterable
from datetime import datetime

from kentongan.casework.adding_words import add_words
from kentongan.casework.asking import reply
from kentongan.casework.confirming import vouch
from kentongan.casework.disputing import disputable_until, dispute
from kentongan.casework.heard import Heard
from kentongan.casework.models import Case, Inquiry, Stage
from kentongan.casework.replying import reply_to
from kentongan.dialogue.belonging import is_another, is_theirs
from kentongan.dialogue.finding import Found
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.linking import link_to
from kentongan.dialogue.listening import listen
from kentongan.dialogue.picturing import of_row
from kentongan.dialogue.replying import phrase
from kentongan.dialogue.standing import asks, only_asks, status, wishes_to_listen, words_of
from kentongan.dialogue.verdicts import verdict_of
from kentongan.dialogue.wishes import Wish
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.toolbox.words import LONGEST


def follow(heed: Heed, found: Found, *, at: datetime) -> list[str]:
    """Do what a message about a known matter wishes; return what to say."""
    told = found.matter
    assert told is not None  # noqa: S101  # whoever calls has found one
    case = told.filing.case
    if only_asks(heed, told):
        if not found.is_known_by_secret:
            return [phrase(heed.thread, "status_by_code_only")]
        return [*status(heed, told, case), *_offer(heed, told, at)]
    if not found.is_known_by_secret:
        unsaid = [phrase(heed.thread, "status_by_code_only")] if asks(heed, told) else []
        return [*_add(heed, told, at), *unsaid]
    return [*_hear(heed, told, case, at), *_listening(heed, told, at)]


def _hear(heed: Heed, told: ServiceRequest, case: Case, at: datetime) -> list[str]:
    """Take what is said by whoever knows the code, or in the thread, for what it is.

    Beside the question how it stands words are no answer to ours: they are added.
    """
    words = words_of(heed, told)
    is_asking = asks(heed, told)
    if is_another(told, heed.thread):
        return [*_add(heed, told, at), *_theirs_to_say(heed, told, case, is_asking=is_asking)]
    question = case.inquirys.filter(replied_at=None).first() if case.stage == Stage.ASKED else None
    if question and words and not is_asking:
        return _answer(heed, told, question, at)
    verdict = verdict_of(words)
    if verdict and _may_judge(case, verdict, at):
        return _judge(heed, told, verdict, at)
    added = _add(heed, told, at)
    if is_asking:
        return [*added, *status(heed, told, case)]
    unclear = [phrase(heed.thread, "unclear")] if case.stage == Stage.CLAIMED else []
    return [*added, *unclear]


def _theirs_to_say(
    heed: Heed, told: ServiceRequest, case: Case, *, is_asking: bool
) -> Iterable[str]:
    """What somebody else says of it answers and decides nothing; the reporter may, on the page."""
    if is_asking:
        return status(heed, told, case)
    is_waited_for = case.stage in {Stage.ASKED, Stage.CLAIMED}
    return [phrase(heed.thread, "reporters_say"), link_to(told.code)] if is_waited_for else []


def _listening(heed: Heed, told: ServiceRequest, at: datetime) -> list[str]:
    """Who adds to what somebody else reported is told of it, too; it is said once."""
    return [phrase(heed.thread, "listening")] if listen(heed.thread, told, at=at) else []


def _offer(heed: Heed, told: ServiceRequest, at: datetime) -> list[str]:
    """Who only asks is told more if they wish so."""
    thread = heed.thread
    if wishes_to_listen(heed, told):
        return _listening(heed, told, at)
    is_known = thread.listens_since or is_theirs(told, thread) or not told.filing.case.is_open
    return [] if is_known else [phrase(thread, "listen_offer")]


def is_over(case: Case, *, at: datetime) -> bool:
    """Whether nothing can be said about it any more but by its code: the next words are anew."""
    return case.closed_at is not None and at > disputable_until(case.closed_at)


def _may_judge(case: Case, verdict: Wish, at: datetime) -> bool:
    if verdict == Wish.FIXED:
        return case.stage == Stage.CLAIMED
    if case.stage == Stage.CLAIMED:
        return True
    return case.outcome in {"confirmed", "unopposed"} and not is_over(case, at=at)


def _answer(heed: Heed, told: ServiceRequest, question: Inquiry, at: datetime) -> list[str]:
    photos = [of_row(row) for row in heed.pictures.photos]
    if photos:
        reply_to(question, told, heed.message.text, photos, at=at)
    else:
        reply(told, heed.message.text, at=at)
    return [phrase(heed.thread, "reply_kept", reference=told.reference)]


def _judge(heed: Heed, told: ServiceRequest, verdict: Wish, at: datetime) -> list[str]:
    key = "vouched" if verdict == Wish.FIXED else "disputed"
    heard = Heard(Channel(heed.thread.channel))
    if verdict == Wish.FIXED:
        vouch(told, heed.message.text, heard=heard, at=at)
    else:
        dispute(told, heed.message.text, heard=heard, at=at)
    if heed.pictures.photos:
        _keep(heed, told, "", at)
    return [phrase(heed.thread, key, reference=told.reference)]


def _add(heed: Heed, told: ServiceRequest, at: datetime) -> list[str]:
    words = words_of(heed, told)
    if heed.message.lat is not None:
        words = f"{words}\n{heed.message.lat:.6f}, {heed.message.lon:.6f}".strip()[:LONGEST]
    if not words and not heed.pictures.photos:
        return heed.notes or [phrase(heed.thread, "unreadable")]
    _keep(heed, told, words, at)
    return [*heed.notes, phrase(heed.thread, "words_added", reference=told.reference)]


def _keep(heed: Heed, told: ServiceRequest, words: str, at: datetime) -> None:
    photos = [of_row(row) for row in heed.pictures.photos]
    other, door = is_another(told, heed.thread), Channel(heed.thread.channel)
    add_words(told, words, photos, channel=door, by=None, at=at, is_another=other)
