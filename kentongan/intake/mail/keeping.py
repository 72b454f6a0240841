"""Keeping a mail as it came, without what is attached: that is kept as files, or by its name.

What we cut from the words (quotations, signatures, what is too long) can still be read in it.
"""

from email.message import Message

from kentongan.intake.mail.reading import bytes_of, is_attached, leaves


def without_enclosures(raw: bytes, mail: Message) -> bytes:
    """Return the head and every part of words; a mail again, which `read` reads to the same words.

    :param raw: the same mail in bytes
    """
    if not mail.is_multipart():
        return _head(raw) if is_attached(mail) else raw
    line = b"\r\n--" + (mail.get_boundary() or "").encode("ascii", "replace")
    said = [_part(each) for each in leaves(mail) if not is_attached(each)]
    return b"".join([_head(raw), b"\r\n", *(line + each for each in said), line, b"--\r\n"])


def _head(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")[0] + b"\r\n"


def _part(part: Message) -> bytes:
    """Its words in its own charset, no longer coded for the way."""
    kind = " ".join(str(part.get("Content-Type", "text/plain")).split())
    head = f"\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return head.encode(errors="replace") + bytes_of(part)
