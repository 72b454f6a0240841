"""What heads of RT and RW showed of a repair, as a page shows it."""

from kentongan.casework.models import Case
from kentongan.face.photos import photo_url
from kentongan.neighbourhood.judging import photos_of


def shown_of(case: Case) -> list[dict[str, str]]:
    """Return the pictures that came with the words of a head (one statement)."""
    return [
        {"address": photo_url(photo), "small": photo_url(photo, small=True)}
        for photo in photos_of(case)
    ]
