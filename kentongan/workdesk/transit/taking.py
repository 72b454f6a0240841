"""Taking a timetable in by a form: what was typed and sent, looked at before it is judged."""

from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kentongan.face.uploading import RefusedFile
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable
from kentongan.transit.importing import import_timetable
from kentongan.transit.models import Version


class NoTimetable(Unprocessable):
    code = "no_timetable"
    sentence = _("Please choose a GTFS file (zip).")


class TimetableTooBig(Unprocessable):
    code = "timetable_too_big"
    sentence = _("By this page up to 10 MB. Larger ones: kentongan transit import, on the server.")


class NotAFeedName(Unprocessable):
    code = "not_a_feed_name"
    sentence = _("The name of a timetable is made of a–z, 0–9 and hyphens.")


class NotADay(Unprocessable):
    code = "not_a_day"
    sentence = _("Please give the first day on which it holds.")


def take(file: object, feed: str, day: date, *, by: User, at: datetime) -> Version:
    """Take an uploaded file in as a new version.

    :raises NoTimetable: if there is none
    :raises TimetableTooBig: beyond 10 MB
    :raises Faulty: if a validator finds an error
    """
    if isinstance(file, RefusedFile):
        raise TimetableTooBig(field="file")
    if not isinstance(file, UploadedFile) or not file.size:
        raise NoTimetable(field="file")
    name = Path(file.name or "").name or "gtfs.zip"
    with NamedTemporaryFile(suffix=".zip") as kept:
        for piece in file.chunks():
            kept.write(piece)
        kept.flush()
        path = Path(kept.name)
        return import_timetable(path, feed=feed, valid_from=day, by=by, at=at, name=name)


def feed_in(typed: str) -> str:
    """Return the name that was typed.

    :raises NotAFeedName: if it is none
    """
    feed = typed.strip()
    if (
        not feed
        or len(feed) > 60
        or not all(c in "-_" or (c.isascii() and c.isalnum()) for c in feed)
    ):
        raise NotAFeedName(field="feed")
    return feed


def day_in(typed: str) -> date:
    """Return the day that was typed.

    :raises NotADay: if it is none
    """
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotADay(field="day") from None
