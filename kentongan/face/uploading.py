"""Files on their way from the browser: nothing that goes wrong with one may lose the words.

Django reads a form's files while it reads its fields, so a full disk would lose both. Our
upload handler notes what went wrong with a file and reads on.
"""

from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from kentongan.intake.decoding import LARGEST_BYTES
from kentongan.intake.photo_faults import NoRoomForPhotos, PhotoRefused, PhotoTooBig


class CarefulUpload(TemporaryFileUploadHandler):
    """Keep files on the disk up to 10 MB each; beyond, or without room, read on and note it."""

    refusal: type[PhotoRefused] | None = None
    weight = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        self.weight, self.refusal = 0, None
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self.file = None  # type: ignore[assignment]
            self.refusal = NoRoomForPhotos

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, unless something went wrong before."""
        self.weight += len(raw_data)
        if self.weight > LARGEST_BYTES:
            self.refusal = self.refusal or PhotoTooBig
        if self.refusal is None:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError:
                self.refusal = NoRoomForPhotos

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Hand the file over, or what stands for it."""
        if self.refusal is None:
            whole = super().file_complete(file_size)
            if whole is not None:
                return whole
        if isinstance(self.file, TemporaryUploadedFile):
            with suppress(OSError):
                self.file.close()
        return RefusedFile(self.file_name, self.refusal or NoRoomForPhotos)


class RefusedFile(UploadedFile):  # type: ignore[type-arg]
    """Stands for a file that was not kept."""

    def __init__(self, name: str | None, refusal: type[PhotoRefused]) -> None:
        super().__init__(None, name)
        self.refusal = refusal
