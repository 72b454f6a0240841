"""One message of WhatsApp: its words, place and attachments, whatever kind it is."""

from kentongan.intake.attaching import Attachment
from kentongan.intake.hearing import Heard
from kentongan.intake.messages import Medium, WhyAside
from kentongan.openapi.messages.parts import Part, moment, part, spot, text

MEDIA = frozenset({"image", "document", "video", "audio", "sticker"})
PICTURES = frozenset({"image", "document"})
"""Only these may hold a photo; what else is there is named, and not fetched."""
SPOKEN = frozenset({"text", "location", "interactive", "button"})
SILENT = frozenset({"reaction", "system"})
"""Nobody waits for an answer to these."""


def heard_of(message: Part, name: str, raw: bytes) -> Heard:
    """Return the message as any channel hands one in."""
    lat, lon = spot(part(message, "location"))
    words, media = _words(message), _media(message)
    return Heard(
        Medium.WHATSAPP,
        text(message, "id"),
        text(message, "from"),
        sender_name=name,
        sent_at=moment(message, "timestamp"),
        text=words,
        media=media,
        lat=lat,
        lon=lon,
        reply_to=text(part(message, "context"), "id") or _reacted_to(message),
        raw=raw,
        fault=_fault(message, words, media, has_spot=lat is not None),
    )


def _words(message: Part) -> str:
    kind = text(message, "type")
    inner = part(message, kind)
    if kind == "text":
        return text(inner, "body")
    if kind == "location":
        return ", ".join(filter(None, (text(inner, "name"), text(inner, "address"))))
    if kind == "interactive":
        return text(part(inner, text(inner, "type")), "title")
    if kind == "reaction":
        return text(inner, "emoji")
    return text(inner, "caption") or text(inner, "text")


def _media(message: Part) -> list[Attachment]:
    kind = text(message, "type")
    inner = part(message, kind)
    if kind not in MEDIA or not text(inner, "id"):
        return []
    fault = "" if kind in PICTURES else "no_picture"
    name, type_ = text(inner, "filename"), text(inner, "mime_type")
    return [Attachment(name=name, type=type_, id=text(inner, "id"), fault=fault)]


def _reacted_to(message: Part) -> str:
    return text(part(message, "reaction"), "message_id")


def _fault(
    message: Part, words: str, media: list[Attachment], *, has_spot: bool
) -> WhyAside | None:
    kind = text(message, "type")
    if kind in SILENT:
        return WhyAside.AUTOMATIC
    has_picture = any(not each.fault for each in media)
    is_something = words.strip() or has_picture or has_spot
    if kind in SPOKEN | MEDIA and is_something:
        return None
    return WhyAside.UNREADABLE if kind in SPOKEN else WhyAside.UNSUPPORTED
