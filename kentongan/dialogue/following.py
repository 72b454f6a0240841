"""What is written about a matter that is known: how it stands, an answer, a verdict, more words."""

from collections.abc import Iterator
from datetime import datetime

from kentongan.casework.adding_words import add_words
from kentongan.casework.asking import reply
from kentongan.casework.confirming import vouch
from kentongan.casework.disputing import disputable_until, dispute
from kentongan.casework.models import Case, Inquiry, Stage
from kentongan.casework.replying import reply_to
from kentongan.catalogue.shelf import shelf
from kentongan.dialogue.finding import Found
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.linking import link_to, spelt
from kentongan.dialogue.picturing import of_row
from kentongan.dialogue.replying import phrase
from kentongan.dialogue.turning import kind_of
from kentongan.dialogue.wishes import Wish, verdict_of, wish_of
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.sorting.words import plain
from kentongan.toolbox.codes import without
from kentongan.toolbox.words import LONGEST


def follow(heed: Heed, found: Found, *, at: datetime) -> list[str]:
    """Do what a message about a known matter wishes; return what to say."""
    told = found.matter
    assert told is not None  # noqa: S101  # whoever calls has found one
    case = told.filing.case
    if _only_asks(heed, told):
        if not found.is_known_by_secret:
            return [phrase(heed.thread, "status_by_code_only")]
        return list(status(heed, told, case))
    verdict = verdict_of(heed.message.text) if found.is_known_by_secret else None
    question = case.inquirys.filter(replied_at=None).first() if case.stage == Stage.ASKED else None
    if question and found.is_known_by_secret and without(heed.message.text, told.code).strip():
        return _answer(heed, told, question, at)
    if verdict and _may_judge(case, verdict, at):
        return _judge(heed, told, verdict, at)
    return _add(heed, told, at)


def is_over(case: Case, *, at: datetime) -> bool:
    """Whether nothing can be said about it any more but by its code: the next words are anew."""
    return case.closed_at is not None and at > disputable_until(case.closed_at)


def status(heed: Heed, told: ServiceRequest, case: Case) -> Iterator[str]:
    """How it stands; told only to whoever reported it."""
    thread = heed.thread
    state = phrase(thread, f"state_{case.outcome or case.stage}")
    kind = kind_of(thread, shelf().types[told.service_type_id])
    yield phrase(thread, "status", reference=told.reference, kind=kind, state=state)
    if case.stage == Stage.ASKED:
        question = case.inquirys.filter(replied_at=None).first()
        if question:
            yield phrase(thread, "question", question=question.question)
    elif case.is_open and case.stage != Stage.CLAIMED and case.promised_at:
        yield phrase(thread, "promised", promised=spelt(case.promised_at, thread.language))
    yield link_to(told.code)


def _only_asks(heed: Heed, told: ServiceRequest) -> bool:
    """Whether nothing is said but "how does it stand", with the code or without."""
    if heed.pictures.photos or heed.message.lat is not None:
        return False
    text = heed.message.text
    rest = without(without(text, told.code), told.reference)
    words = [word for word in plain(rest) if word not in _AROUND]
    if not words:
        return bool(text.strip())
    return Wish.STATUS in {wish_of(text), wish_of(rest)} or wish_of(" ".join(words)) in _IDLE


_AROUND_WORDS = "kode nomor no code laporan lapor saya ini dengan report number id"
_AROUND = frozenset(_AROUND_WORDS.split())
_IDLE = frozenset({Wish.STATUS, Wish.GREETING, Wish.HELP, Wish.THANKS})


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
    if verdict == Wish.FIXED:
        vouch(told, heed.message.text, at=at)
    else:
        dispute(told, heed.message.text, at=at)
    if heed.pictures.photos:
        _keep(heed, told, "", at)
    return [phrase(heed.thread, key, reference=told.reference)]


def _add(heed: Heed, told: ServiceRequest, at: datetime) -> list[str]:
    words = without(heed.message.text, told.code).strip()
    if heed.message.lat is not None:
        words = f"{words}\n{heed.message.lat:.6f}, {heed.message.lon:.6f}".strip()[:LONGEST]
    if not words and not heed.pictures.photos:
        return heed.notes or [phrase(heed.thread, "unreadable")]
    _keep(heed, told, words, at)
    return [*heed.notes, phrase(heed.thread, "words_added", reference=told.reference)]


def _keep(heed: Heed, told: ServiceRequest, words: str, at: datetime) -> None:
    photos = [of_row(row) for row in heed.pictures.photos]
    add_words(told, words, photos, channel=Channel(heed.thread.channel), by=None, at=at)
