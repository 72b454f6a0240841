"""The only way out of a drill city: none. Its letters are kept in a folder, marked, and not sent."""

from dataclasses import replace

from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.mailroom.parcels import Kept, Parcel

MARK = "[LATIHAN, tidak dikirim / DRILL, not sent]"


class Drawer:
    """Keeps a parcel where it can be looked at, and says that it was kept."""

    def __init__(self, folder: OutboxFolder) -> None:
        self._folder = folder

    def deliver(self, parcel: Parcel) -> str:
        """Keep it.

        :raises Kept: always
        """
        marked = {
            "subject": f"{MARK} {parcel.subject}",
            "text": f"{MARK}\n\n{parcel.text}",
            "short": f"{MARK} {parcel.short}",
        }
        self._folder.deliver(replace(parcel, **marked))
        raise Kept("a drill")

    def close(self) -> None:
        """Nothing is kept open."""
