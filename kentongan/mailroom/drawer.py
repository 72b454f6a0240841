"""The only way out of a drill city: none. Its letters are kept in a folder, marked, unsent."""

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
        text, short = f"{MARK}\n\n{parcel.text}", f"{MARK} {parcel.short}"
        marked = replace(parcel, subject=f"{MARK} {parcel.subject}", text=text, short=short)
        self._folder.deliver(marked)
        raise Kept("a drill")

    def close(self) -> None:
        """Nothing is kept open."""
