"""Screening photos: somebody looks, covers faces and plates, and says whether all may see it.

What the public gets is a copy; the original stays with those at work.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import NoSuchCase, hold
from kentongan.casework.models import Case, Screening
from kentongan.intake.covering import Area, check_areas, draw_copy
from kentongan.intake.models import Photo
from kentongan.intake.photo_faults import PhotoGone
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class NeedsTwo(Conflict):
    code = "needs_two"
    sentence = _("This shows more than somebody decided before. Ask for it, and let another agree.")


class SheetOfPaper(Conflict):
    code = "sheet_of_paper"
    sentence = _("This is the sheet somebody filled in by hand; it is never shown to all.")


@transaction.atomic
def screen(
    photo: Photo, *, is_public: bool, areas: Iterable[Area] = (), by: User, at: datetime
) -> Screening:
    """Cover these areas in a public copy, and let it be shown or not.

    :raises SheetOfPaper: if it is a picture of a form filled in by hand
    :raises NeedsTwo: if it would show what an earlier screening covered or hid
    :raises AreaUnusable: if an area is none
    """
    case = hold(case_of(photo), Act.SCREEN, by=by)
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    if photo.erased_at is not None:
        raise PhotoGone(field="photos")
    if is_public and photo.is_record:
        raise SheetOfPaper(field="photos")
    covered = check_areas(areas)
    if is_public and _shows_more(photo, covered):
        raise NeedsTwo
    photo.public_digest = draw_copy(photo, covered)
    photo.screened_at, photo.is_public = at, is_public
    photo.save(update_fields=["public_digest", "screened_at", "is_public"])
    screening = Screening.objects.create(
        case=case, photo=photo, by=by, at=at, is_public=is_public, areas=covered
    )
    told = {"row": screening.pk, "is_public": is_public}
    record("case.photo_screened", about=("case", case.pk), by=by, at=at, **told)
    return screening


def _shows_more(photo: Photo, areas: list[Area]) -> bool:
    """Whether an earlier screening hid the photo, or covered what would now be seen."""
    if photo.screened_at is None:
        return False
    if not photo.is_public:
        return True
    last = photo.screenings.order_by("-pk").first()
    return last is not None and not {tuple(a) for a in last.areas} <= {tuple(a) for a in areas}


def case_of(photo: Photo) -> Case:
    """Return the case under which the photo's request is filed.

    :raises NoSuchCase: if there is none
    """
    case = Case.objects.filter(filings__service_request=photo.service_request_id).first()
    if case is None:
        raise NoSuchCase
    return case
