"""Fetching what hangs on a message: at the door only the provider's name for it was kept.

Each provider has its own way from a name to a file. What comes is not believed: whether it is a
photo, `photographing` sees by its content.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol
from urllib.parse import SplitResult, quote, urlsplit

from kentongan.intake.attaching import LARGEST
from kentongan.intake.downloading import download, look_up
from kentongan.intake.photo_faults import PhotoTooBig

WHATSAPPS = (".fbsbx.com", ".facebook.com", ".whatsapp.net")
"""Whose hosts a WhatsApp file may lie on, besides the interface's own."""


class Source(Protocol):
    """Where a provider keeps files."""

    def get(self, name: str) -> bytes:
        """Return a file.

        :raises PhotoTooBig: if it is larger than any photo may be
        :raises OSError: if it is not to be had
        """


@dataclass(frozen=True, slots=True)
class Fetching:
    """Brings files from every channel's provider; a channel without one has none."""

    sources: Mapping[str, Source]

    def __call__(self, channel: str, name: str) -> BinaryIO:
        """Return the file that the channel's provider calls so.

        :raises PhotoTooBig: if it is larger than any photo may be
        :raises OSError: if it is not to be had
        """
        source = self.sources.get(channel)
        if source is None:
            raise FileNotFoundError(channel)
        return BytesIO(source.get(name))


@dataclass(frozen=True, slots=True)
class WhatsAppFiles:
    """The Cloud API's media
    (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media).

    :param base: `https://graph.facebook.com/v21.0`
    """

    base: SplitResult
    token: str

    def get(self, name: str) -> bytes:
        """Ask where the file lies, then bring it."""
        headers = {"Authorization": f"Bearer {self.token}"}
        told = look_up(self.base, f"{self.base.path}/{quote(name, safe='')}", headers)
        _check_size(told)
        place = urlsplit(str(told.get("url", "")))
        if not self._is_theirs(place):
            raise FileNotFoundError("an address that is not the provider's")
        path = f"{place.path}?{place.query}" if place.query else place.path
        return download(place, path, headers)

    def _is_theirs(self, place: SplitResult) -> bool:
        host = place.hostname or ""
        is_own = (place.scheme, place.netloc) == (self.base.scheme, self.base.netloc)
        return is_own or (place.scheme == "https" and f".{host}".endswith(WHATSAPPS))


@dataclass(frozen=True, slots=True)
class TelegramFiles:
    """The Bot API's files (https://core.telegram.org/bots/api#getfile).

    :param base: `https://api.telegram.org`
    """

    base: SplitResult
    token: str

    def get(self, name: str) -> bytes:
        """Ask where the file lies, then bring it."""
        root = self.base.path.rstrip("/")
        asked = f"{root}/bot{self.token}/getFile?file_id={quote(name, safe='')}"
        result = look_up(self.base, asked, {}).get("result")
        if not isinstance(result, dict) or not result.get("file_path"):
            raise FileNotFoundError("no path")
        _check_size(result)
        path = quote(str(result["file_path"]), safe="/")
        return download(self.base, f"{root}/file/bot{self.token}/{path}", {})


def _check_size(told: Mapping[str, object]) -> None:
    size = told.get("file_size")
    if isinstance(size, int) and size > LARGEST:
        raise PhotoTooBig(field="photos")
