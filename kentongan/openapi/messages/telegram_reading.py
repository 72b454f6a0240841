"""What a call of Telegram holds: one message, new or edited (https://core.telegram.org/bots/api#update).

A chat's number is whom we write to. The name of the message is its update's number, which says
nothing of anybody.
"""

import re

from kentongan.intake.attaching import LARGEST, Attachment
from kentongan.intake.hearing import Heard
from kentongan.intake.messages import Medium, WhyAside
from kentongan.openapi.messages.parts import Part, moment, part, parts, spot, text, whole

KINDS = ("message", "edited_message")
COMMAND = re.compile(r"^/(\w+)(@\w+)?")
"""`/stop` and `/start` mean what the words mean."""


def read(update: Part, raw: bytes) -> Heard | None:
    """Return the message of a call; None where it brings none."""
    message = next((part(update, kind) for kind in KINDS if part(update, kind)), {})
    chat = text(part(message, "chat"), "id")
    if not chat or "update_id" not in update:
        return None
    sender = part(message, "from")
    lat, lon = spot(_place(message))
    words, media = _words(message), _media(message)
    is_something = words.strip() or any(not m.fault for m in media) or lat is not None
    return Heard(
        Medium.TELEGRAM,
        text(update, "update_id"),
        chat,
        sender_name=" ".join(filter(None, (text(sender, "first_name"), text(sender, "last_name")))),
        sent_at=moment(message, "edit_date") or moment(message, "date"),
        text=words,
        media=media,
        lat=lat,
        lon=lon,
        reply_to=text(part(message, "reply_to_message"), "message_id"),
        raw=raw,
        fault=_silence(update) or (None if is_something else WhyAside.UNSUPPORTED),
    )


def _silence(update: Part) -> WhyAside | None:
    """What nobody waits for an answer to: groups, other bots, a place that moves along."""
    edited = part(update, "edited_message")
    message = part(update, "message") or edited
    is_crowd = text(part(message, "chat"), "type") not in {"private", ""}
    is_bot = part(message, "from").get("is_bot") is True
    return WhyAside.AUTOMATIC if is_crowd or is_bot or part(edited, "location") else None


def _place(message: Part) -> Part:
    return part(message, "location") or part(part(message, "venue"), "location")


def _words(message: Part) -> str:
    venue = part(message, "venue")
    if venue:
        return ", ".join(filter(None, (text(venue, "title"), text(venue, "address"))))
    return COMMAND.sub(r"\1", text(message, "text") or text(message, "caption"))


def _media(message: Part) -> list[Attachment]:
    """The largest of a photo's sizes, or a file; nothing else may hold a photo."""
    found = list(parts(message, "photo"))[-1:]
    kind = "image/jpeg" if found else ""
    found = found or ([part(message, "document")] if part(message, "document") else [])
    return [
        Attachment(
            name=text(file, "file_name"),
            type=kind or text(file, "mime_type"),
            size=whole(file, "file_size"),
            id=text(file, "file_id"),
            fault="too_big" if whole(file, "file_size") > LARGEST else "",
        )
        for file in found
        if text(file, "file_id")
    ]
