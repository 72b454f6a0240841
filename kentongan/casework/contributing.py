"""Contributing: an invited party answers, in words or pictures. The link was its leave."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import WordsMissing, keep
from kentongan.casework.models import Case, Contribution, Invitation, PartyPhoto
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos
from kentongan.journal.recording import record
from kentongan.toolbox.refusals import Conflict, NotFound
from kentongan.toolbox.words import tidy

MOST = 10
"""Answers by one link; our own choice, so that a link gone astray fills no disk."""


class NoLongerAsked(NotFound):
    code = "no_longer_asked"
    sentence = _("Nobody waits for an answer here any more.")


class AlreadyContributed(Conflict):
    code = "already_contributed"
    sentence = _("This has already arrived.")


class EnoughContributed(Conflict):
    code = "enough_contributed"
    sentence = _("No more can be added by this link. Please ask for another.")


@transaction.atomic
def contribute(
    invitation: Invitation, text: str, photos: Sequence[CleanPhoto] = (), *, at: datetime
) -> Contribution:
    """Keep what a party hands in, as it came.

    :raises NoLongerAsked: if the link was taken back, is over, or the case has ended
    :raises AlreadyContributed: if the same was the last that came, as when somebody taps twice
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=invitation.case_id)
    invitation.refresh_from_db()
    if not is_asked(invitation, case, at=at):
        raise NoLongerAsked
    words = tidy(text, field="text")
    if not words and not photos:
        raise WordsMissing(field="text")
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")
    kept = {photo.digest: photo for photo in photos}
    _see_new(invitation, words, set(kept))
    given = Contribution.objects.create(invitation=invitation, text=words, at=at)
    PartyPhoto.objects.bulk_create(_rows(given, list(kept.values())))
    keep(case, at=at)
    told = {"row": given.pk, "invitation": invitation.pk, "photos": len(kept)}
    record("case.party_answered", about=("case", case.pk), by=None, at=at, **told)
    return given


def is_asked(invitation: Invitation, case: Case, *, at: datetime) -> bool:
    """Whether the party may still answer."""
    return case.is_open and invitation.revoked_at is None and at < invitation.valid_until


def _see_new(invitation: Invitation, words: str, digests: set[str]) -> None:
    before = list(invitation.contributions.order_by("-pk")[:MOST])
    if before and (before[0].text, _digests(before[0])) == (words, digests):
        raise AlreadyContributed
    if len(before) >= MOST:
        raise EnoughContributed


def _digests(given: Contribution) -> set[str]:
    return set(given.photos.values_list("digest", flat=True))


def _rows(given: Contribution, photos: list[CleanPhoto]) -> list[PartyPhoto]:
    return [
        PartyPhoto(
            contribution=given,
            file=photo.file,
            digest=photo.digest,
            width=photo.width,
            height=photo.height,
            likeness=photo.likeness,
        )
        for photo in photos
    ]
