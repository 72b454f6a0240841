"""How a matter stands: whether somebody asks that and nothing else, and what they are told."""

from collections.abc import Iterator

from kentongan.casework.models import Case, Stage
from kentongan.catalogue.shelf import shelf
from kentongan.dialogue.belonging import is_another
from kentongan.dialogue.codes import words_beside
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.linking import link_to, spelt
from kentongan.dialogue.replying import phrase
from kentongan.dialogue.turning import kind_of
from kentongan.dialogue.wishes import Wish, tells_nothing, wish_of
from kentongan.intake.messages import Medium
from kentongan.intake.models import ServiceRequest
from kentongan.sorting.words import plain
from kentongan.toolbox.codes import without


def status(heed: Heed, told: ServiceRequest, case: Case) -> Iterator[str]:
    """How it stands; only the reporter is asked to answer, or whether it is done."""
    thread = heed.thread
    is_other = case.stage in _THEIRS and is_another(told, thread)
    state = phrase(thread, f"state_{case.outcome or case.stage}" + "_of_another" * is_other)
    kind = kind_of(thread, shelf().types[told.service_type_id])
    yield phrase(thread, "status", reference=told.reference, kind=kind, state=state)
    if case.stage == Stage.ASKED and not is_other:
        question = case.inquirys.filter(replied_at=None).first()
        if question:
            yield phrase(thread, "question", question=question.question)
    elif case.is_open and case.stage not in _THEIRS and case.promised_at:
        yield phrase(thread, "promised", promised=spelt(case.promised_at, thread.language))
    yield link_to(told.code)


def only_asks(heed: Heed, told: ServiceRequest) -> bool:
    """Whether nothing is said but "how does it stand", with the code or without."""
    if heed.pictures.photos or heed.message.lat is not None:
        return False
    bare = _bare(heed, told)
    rest = _rest(bare)
    if not rest:
        return bool(heed.message.text.strip())
    return tells_nothing(bare) if asks(heed, told) else wish_of(rest) in _IDLE


def asks(heed: Heed, told: ServiceRequest) -> bool:
    """Whether it is asked how it stands, whatever else is told."""
    bare = _bare(heed, told)
    return Wish.STATUS in {wish_of(bare), wish_of(_rest(bare))}


def words_of(heed: Heed, told: ServiceRequest) -> str:
    """What is told beside the code; of a mail without a subject that tells nothing."""
    text = heed.message.text
    if heed.message.channel == Medium.EMAIL:
        subject, _, words = text.partition("\n\n")
        text = words if words and tells_nothing(without(subject, told.code)) else text
    return words_beside(text, told.code)


def wishes_to_listen(heed: Heed, told: ServiceRequest) -> bool:
    """Whether they wish to be told what follows, and nothing else."""
    return wish_of(_rest(_bare(heed, told))) == Wish.LISTEN


def _bare(heed: Heed, told: ServiceRequest) -> str:
    return without(without(heed.message.text, told.code), told.reference)


def _rest(bare: str) -> str:
    return " ".join(word for word in plain(bare) if word not in _AROUND)


_THEIRS = frozenset({Stage.ASKED, Stage.CLAIMED})
"""Where the next word is the reporter's."""
_AROUND_WORDS = "kode nomor no code laporan lapor saya ini dengan report number id"
_AROUND = frozenset(_AROUND_WORDS.split())
_IDLE = frozenset({Wish.STATUS, Wish.LISTEN, Wish.GREETING, Wish.HELP, Wish.THANKS})
