"""What a message wishes, as far as a few words say: stop, help, a new report, how it stands.

Words go through the table of slang first ("gmn laporan sy" asks how it stands). Commands count
only where they are all that was said: "tolong berhenti buang sampah di sini" stops nothing.
"""

import re
from enum import StrEnum

from kentongan.sorting.words import plain


class Wish(StrEnum):
    """What somebody wishes; WORDS are those that tell something."""

    STOP = "stop"
    RESUME = "resume"
    HELP = "help"
    END = "end"
    NEW = "new"
    STATUS = "status"
    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    NOT_ME = "not_me"
    LISTEN = "listen"
    THANKS = "thanks"
    GREETING = "greeting"
    WORDS = "words"


COMMANDS: dict[Wish, frozenset[str]] = {
    Wish.STOP: frozenset({"stop", "berhenti", "unsubscribe", "stop kirim", "jangan kirim lagi",
                          "berhenti kirim", "stop pesan"}),
    Wish.RESUME: frozenset({"mulai", "start", "mulai lagi", "unstop"}),
    Wish.HELP: frozenset({"bantuan", "help", "menu", "cara lapor", "bagaimana cara lapor", "info",
                          "petunjuk"}),
    Wish.END: frozenset({"cukup", "selesai", "sudah cukup", "itu saja", "sudah itu saja", "done",
                         "cukup terima", "sudah cukup terima",
                         "sudah selesai", "cukup terima kasih", "that is all", "enough",
                         "kirim", "cukup sekian", "sekian", "sudah"}),
    Wish.NEW: frozenset({"lapor", "lapor baru", "laporan baru", "mau lapor", "saya mau lapor",
                         "buat laporan", "buat laporan baru", "new report", "report", "lapor lagi",
                         "mau lapor lagi", "ada laporan baru", "saya mau lapor lagi"}),
    Wish.LISTEN: frozenset({"ikuti", "ikuti laporan", "saya mau ikuti", "follow", "kabari saya",
                            "tolong kabari saya", "kabari saya juga", "kabari", "tell me too"}),
    Wish.THANKS: frozenset({"terima kasih", "terima", "ok", "oke", "ok terima kasih", "siap",
                            "baik", "thanks", "thank you", "oke terima kasih", "ya", "iya",
                            "ok terima", "baik terima kasih", "terima kasih pak",
                            "terima kasih banyak", "terima banyak"}),
    Wish.GREETING: frozenset({"halo", "hai", "hi", "hello", "assalamualaikum", "selamat pagi", "p",
                              "selamat siang", "selamat sore", "selamat malam", "permisi", "pagi",
                              "siang", "sore", "malam", "tes", "test", "halo selamat pagi",
                              "assalamu alaikum", "good morning", "halo admin", "mau tanya"}),
    Wish.NOT_ME: frozenset({"salah sambung", "bukan saya", "salah nomor", "wrong number", "not me",
                            "maaf salah sambung", "ini bukan saya", "saya bukan pelapor",
                            "bukan saya yang lapor", "maaf bukan saya", "salah kirim",
                            "saya tidak pernah lapor", "nomor ini bukan milik pelapor"}),
}  # fmt: skip

_STATUS = ("status", "bagaimana laporan", "bagaimana kabar laporan", "sudah sampai mana",
           "sampai mana", "kapan selesai", "kapan beres", "kapan diperbaiki", "cek laporan",
           "perkembangan laporan", "progres", "progress", "how is my report", "my report",
           "bagaimana kelanjutan", "bagaimana perkembangan", "kapan dikerjakan", "any news",
           "tindak lanjut", "cek status", "mana laporan")  # fmt: skip
MOST_WORDS_OF_A_QUESTION = 9
_SMALL_WORDS = (
    "saya kami pak bu min admin kak dong ya yah nih deh mas mbak please bapak ibu halo selamat "
    "pagi siang sore malam permisi maaf mohon tolong minta mau ingin tanya bertanya tahu cek info "
    "informasi kode nomor no code laporan lapor report number id ini itu yang dengan dari untuk "
    "tentang soal atas bagaimana kapan apa apakah mana sampai sudah terima kasih the of my is what "
    "kabar lanjut re fwd fw perihal tambahan susulan"
)
_SMALL = frozenset(_SMALL_WORDS.split())
"""What tells nothing of the matter itself."""


def wish_of(text: str) -> Wish:
    """Return what a message wishes, by its words alone."""
    words = [word for word in plain(text) if word not in _FILLERS]
    said = " ".join(words)
    for wish, phrases in COMMANDS.items():
        if said in phrases:
            return wish
    if not words:
        return Wish.WORDS
    if len(words) <= MOST_WORDS_OF_A_QUESTION and _holds(said, _STATUS):
        return Wish.STATUS
    return Wish.WORDS


def new_words(text: str) -> str | None:
    """Return what is told behind "lapor", or None where the message does not begin so."""
    told = _BEGINS.match(text)
    return text[told.end() :].strip() if told else None


def tells_nothing(text: str) -> bool:
    """Whether nothing is told but how somebody asks how it stands, greets, or names a number."""
    said = f" {' '.join(plain(text))} "
    for phrase in sorted(_STATUS, key=len, reverse=True):
        said = said.replace(f" {phrase} ", " ")
    return all(word in _SMALL or word.isdecimal() for word in said.split())


_BEGINS = re.compile(
    r"\s*(?:(?:saya |sy )?(?:mau |mo |ingin )?(?:lapor|lapr|lpr)(?: lagi| baru)?|laporan baru|"
    r"new report)\b[\s,:.\-]*",
    re.IGNORECASE,
)
_FILLERS_WORDS = "pak bu min admin kak dong ya yah nih deh mas mbak please bpk"
_FILLERS = frozenset(_FILLERS_WORDS.split())


def _holds(said: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase} " in f" {said} " for phrase in phrases)
