"""What must hold after every step of what is shown and told: nothing to all that was not screened,
nothing of oversight to others, nothing left of whoever was erased, and one entry for each act.
"""

from collections.abc import Iterable, Mapping

from django.db import connection
from psycopg.sql import SQL, Composable, Identifier, Literal

from kentongan.casework.models import Case, Invitation, Narrowing, Widening
from kentongan.casework.public_photos import is_public_copy, public_photos
from kentongan.intake import photo_files
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.journal.models import Entry
from kentongan.people.models import User

ROOMS = ("casework_", "intake_", "journal_", "mailroom_", "measures_", "people_")
PERSONAL = ("ucap", "kata", "orangq", "Sudah dilihat")
"""What nobody may read in the journal."""


def check_entries(last: int, wanted: int | None) -> None:
    """An act wrote its entry or entries, without wording; of oversight none says where it is."""
    fresh = list(Entry.objects.filter(pk__gt=last))
    assert fresh if wanted is None else len(fresh) == wanted, [each.kind for each in fresh]
    withheld = set(Case.objects.filter(is_oversight=True).values_list("pk", flat=True))
    for entry in fresh:
        assert not any(word in str(entry.particulars) for word in PERSONAL), entry
        if entry.about == "case" and entry.about_id in withheld:
            told = entry.particulars
            assert (told.get("unit", 0), told.get("service_type", 0)) == (0, 0), entry


def check_shown() -> None:
    """What all may see was read, screened, is not withheld, and was not hidden since."""
    for case in Case.objects.public():
        assert not case.is_oversight, case
        assert not case.is_confidential, case
        assert case.verifications.exists(), case
    shown = public_photos(Case.objects.values_list("pk", flat=True))
    for pk, photos in shown.items():
        assert Case.objects.get(pk=pk).is_public, pk
        for photo in photos:
            _check_photo(Photo.objects.select_related("service_request").get(pk=photo.pk))
    for voice in ServiceRequest.objects.exclude(erased_at=None):
        _check_erased(voice)


def _check_photo(photo: Photo) -> None:
    voice = photo.service_request
    assert photo.screened_at is not None, photo.pk
    assert photo.erased_at is None, photo.pk
    assert not voice.is_confidential, photo.pk
    assert voice.restricted_at is None, photo.pk
    assert photo_files.find_shown(photo.public_digest), photo.pk
    assert not is_public_copy(photo.digest) or photo.digest == photo.public_digest, photo.pk
    decided = [(one.at, one.is_public) for one in photo.screenings.all()]
    decided += [(one.at, False) for one in Narrowing.objects.filter(photo=photo)]
    agreed = Widening.objects.filter(photo=photo, is_seconded=True)
    decided += [(one.decided_at, True) for one in agreed if one.decided_at]
    assert max(decided)[1], photo.pk


def _check_erased(voice: ServiceRequest) -> None:
    assert (voice.words, voice.address, voice.lat, voice.answers) == ("", "", None, {}), voice
    assert not voice.photos.filter(erased_at=None).exists(), voice
    assert not voice.photos.filter(is_public=True).exists(), voice


def check_withheld(people: Mapping[str, User], step: int) -> None:
    """Whoever is not of the inspectorate reaches none of its matters, and no link leads there.

    One of them is asked after each step, in turn.
    """
    others = [name for name in people if name != "inspector"]
    reached = Case.objects.reachable_by(people[others[step % len(others)]])
    assert not reached.filter(is_oversight=True).exists(), step
    inspector = people["inspector"].pk
    links = Invitation.objects.filter(case__is_oversight=True, revoked_at=None)
    assert not links.exclude(by=inspector).exists()


def check_nowhere(marks: Iterable[str]) -> None:
    """No row of the city holds any of these."""
    wanted = [f"%{mark}%" for mark in marks]
    if not wanted:
        return
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if t.startswith(ROOMS)]
        parts: list[Composable] = [
            SQL("SELECT {}, t::text FROM {} AS t WHERE t::text LIKE ANY(%(marks)s)").format(
                Literal(table), Identifier(table)
            )
            for table in tables
        ]
        cursor.execute(SQL(" UNION ALL ").join(parts), {"marks": wanted})
        found = cursor.fetchall()
    assert not found, found
