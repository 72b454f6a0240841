"""Of a mail only the new words: quoted history, signatures and the telephone's own line are cut.

What is forwarded stays: somebody who forwards a letter means it to be read.
"""

import re

_WROTE = re.compile(
    r"^(?:>?\s*)(?:on|pada|op|le|am)\b.{0,200}\b(?:wrote|menulis|tulis|schreef|écrit|schrieb)\s*:\s*$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|pesan asli|pesan asal|balasan)\b.*|_{20,})\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*\*?(?:from|dari)\s*:\*?\s*\S", re.IGNORECASE)
_SENT = re.compile(
    r"^\s*\*?(?:sent|dikirim|terkirim|date|tanggal|to|kepada|subject|perihal|subjek)\s*:",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"^\s*(?:sent (?:from|via|with)|dikirim (?:dari|melalui|menggunakan)|terkirim dari|get outlook|"
    r"dapatkan outlook|diunduh dari)\b.{0,80}$",
    re.IGNORECASE,
)
LONGEST_LINE = 300
"""Beyond it a line is nobody's signature; patterns are not tried on it."""
NEAR = 4
"""Lines within which the rest of a header that somebody quotes must follow."""


def new_words(text: str) -> str:
    """Return what the sender has written now."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for place, line in enumerate(lines):
        if line.rstrip() in {"--", "-- "} or _ends(lines, place):
            break
        is_quoted = line.lstrip().startswith(">") or _attributes(lines, place)
        if not is_quoted and not (len(line) < LONGEST_LINE and _DEVICE.match(line)):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()


def _attributes(lines: list[str], place: int) -> bool:
    """Whether this line says who wrote what is quoted; it may be broken in two."""
    here, after = lines[place], "".join(lines[place + 1 : place + 2])
    before = lines[place - 1] if place else ""
    pairs = (here, f"{here} {after}", f"{before} {here}")
    return any(len(pair) < LONGEST_LINE and _WROTE.match(pair.strip()) for pair in pairs)


def _ends(lines: list[str], place: int) -> bool:
    """Whether nothing new follows from this line on."""
    line = lines[place]
    if len(line) >= LONGEST_LINE:
        return False
    if _ORIGINAL.match(line) and place:
        return True
    if _attributes(lines, place):
        return not _is_quoted_below(lines, place)
    near = lines[place + 1 : place + 1 + NEAR]
    is_header = _FROM.match(line) and sum(bool(_SENT.match(each[:99])) for each in near) > 1
    return bool(is_header) and not _is_forwarded(lines, place)


def _is_forwarded(lines: list[str], place: int) -> bool:
    before = " ".join(lines[max(0, place - 2) : place]).lower()
    return "forward" in before or "diteruskan" in before or "terusan" in before


def _is_quoted_below(lines: list[str], place: int) -> bool:
    below = (line for line in lines[place + 1 : place + 6] if line.strip())
    return any(line.lstrip().startswith(">") for line in below)
