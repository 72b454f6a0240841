"""What becomes of a claim at play: borne out, disputed, or left until nobody has opposed it."""

from datetime import datetime
from typing import Any

from kentongan.casework.claiming import claim
from kentongan.casework.confirming import confirm, vouch
from kentongan.casework.disputing import dispute
from kentongan.casework.models import Case
from kentongan.casework.reopening import reopen
from kentongan.people.models import User

OFTEN, SELDOM, RARELY = 62, 26, 9
"""Of a hundred that are judged: by a voice, by the neighbourhood head, disputed; the others are
taken up again by somebody at work."""
CHECK = 14
"""Hours until somebody has looked, on average."""
STILL = (
    "Belum, Pak/Bu. Tadi pagi saya lihat keadaannya masih sama.",
    "Baru sebagian yang dikerjakan, sisanya belum.",
    "Sempat beres, tetapi malamnya rusak lagi.",
)
THANKS = ("Terima kasih, sudah beres.", "Cepat sekali, terima kasih.", "", "", "")
SATISFIED = (5, 5, 4, 4, 3, 2, None, None)


def closing(play: Any, case: Case, at: datetime) -> Any:
    """The unit says that it is done; now somebody looks, or nobody does."""
    claim(case, play.script.words(case.service_type.code, "close"), by=play.worker(case), at=at)
    return next_judgement(play)


def next_judgement(play: Any) -> Any:
    """Who looks, and when; None where everybody stays silent and the reply window will pass."""
    if play.chance.random() < play.silent:
        return None
    weights = (OFTEN, SELDOM, RARELY, 100 - OFTEN - SELDOM - RARELY)
    acts = (vouching, confirming, disputing, reopening)
    return play.soon(CHECK), play.chance.choices(acts, weights)[0]


def vouching(play: Any, case: Case, at: datetime) -> None:
    """A voice says that it is fixed."""
    filing = play.chance.choice(list(case.filings.order_by("pk")))
    satisfaction, words = play.chance.choice(SATISFIED), play.chance.choice(THANKS)
    vouch(filing.service_request, words, at=at, satisfaction=satisfaction)


def confirming(play: Any, case: Case, at: datetime) -> None:
    """The lurah or the camat has looked; where there is none to ask, a voice has."""
    heads: list[User] = play.heads_of(case)
    if not heads:
        return vouching(play, case, at)
    confirm(case, "Sudah kami lihat di lokasi.", by=play.chance.choice(heads), at=at)
    return None


def disputing(play: Any, case: Case, at: datetime) -> Any:
    """Voices say that it is not fixed, the first or several; then it is done again."""
    told = [filing.service_request for filing in case.filings.order_by("pk")]
    for service_request in told[: play.chance.randint(1, len(told))]:
        dispute(service_request, play.chance.choice(STILL), at=at)
    return play.soon(20), closing


def reopening(play: Any, case: Case, at: datetime) -> Any:
    """Somebody at work takes the claim back."""
    text = "Pengawas menemukan pekerjaannya belum selesai."
    reopen(case, text, by=play.operator(), at=at)
    return play.soon(20), closing
