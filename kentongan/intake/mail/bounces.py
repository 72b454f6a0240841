"""A server's word about a letter of ours: a delivery status notification (RFC 3464)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message

from kentongan.intake.mail.headers import header, ids

FAILED, DELAYED, DELIVERED = "failed", "delayed", "delivered"


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of which mail.

    :param message_ids: the mail's own id, as far as the notice repeats it
    :param action: failed, delayed, delivered, relayed or expanded
    :param status: `5.1.1` and the like (RFC 3463)
    """

    message_ids: tuple[str, ...]
    action: str
    status: str = ""
    why: str = ""

    @property
    def is_final(self) -> bool:
        """Whether nobody is reached there, today or ever."""
        return self.action == FAILED


def notice_of(mail: Message) -> Notice | None:
    """Return what a server tells of a mail, or None if this is no such notice."""
    parts = list(mail.walk())
    reports = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if not reports:
        return None
    ours = tuple(dict.fromkeys(_originals(mail, parts)))
    blocks = [block for report in reports for block in _blocks(report)]
    told = next((block for block in blocks if header(block, "Action")), None)
    if told is None:
        return None
    return Notice(
        message_ids=ours,
        action=header(told, "Action").lower(),
        status=header(told, "Status")[:20],
        why=header(told, "Diagnostic-Code")[:200],
    )


def _blocks(report: Message) -> list[Message]:
    """The library parses each block of fields as a message of its own."""
    blocks = report.get_payload()
    return [block for block in blocks if isinstance(block, Message)] if blocks else []


def _originals(notice: Message, parts: list[Message]) -> Iterator[str]:
    """The ids of the mail it is about: from its headers repeated below, then from its own."""
    for part in parts:
        if part.get_content_type() == "text/rfc822-headers":
            yield from _named(str(part.get_payload()))
        elif part is not notice:
            yield from ids(part, "Message-ID")
    yield from ids(notice, "In-Reply-To")
    yield from ids(notice, "References")


def _named(headers: str) -> Iterator[str]:
    yield from ids(message_from_string(headers), "Message-ID")
