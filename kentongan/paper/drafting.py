"""Keeping what somebody types from a sheet, with every pause of the fingers.

No entry in the journal: a draft is nobody's act yet. One that was left lying is let go of.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kentongan.paper.models import PaperDraft
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable

LONGEST = 12_000
"""Characters of one draft, all fields together."""
LEFT_LYING = timedelta(days=7)


class DraftTooLong(Unprocessable):
    code = "draft_too_long"
    sentence = _("This is too long to be kept while you type.")


def save_draft(typed: Mapping[str, str], *, by: User, at: datetime) -> None:
    """Keep what stands in the form now, in place of what stood there; nothing, if it is empty.

    :raises DraftTooLong: if it would not fit
    """
    forget_drafts(at=at)
    kept = {name: _storable(text) for name, text in typed.items() if text}
    if sum(map(len, kept.values())) > LONGEST:
        raise DraftTooLong
    if not kept:
        PaperDraft.objects.filter(user=by).delete()
        return
    PaperDraft.objects.update_or_create(user=by, defaults={"typed": kept, "saved_at": at})


def typed_by(user: User) -> dict[str, str]:
    """Return what the user was typing (one statement)."""
    draft = PaperDraft.objects.filter(user=user).first()
    return {str(name): str(text) for name, text in draft.typed.items()} if draft else {}


def forget_drafts(*, at: datetime) -> int:
    """Let go of drafts that nobody has touched for a week; how many."""
    forgotten, _each = PaperDraft.objects.filter(saved_at__lt=at - LEFT_LYING).delete()
    return forgotten


def _storable(text: str) -> str:
    """What a JSON column takes: no NUL, no half of a pair."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
