"""Saving what an operator types during a call, with every pause of the fingers.

No entry in the journal: a draft is nobody's act yet, and there are hundreds in every call.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.calls.agents import CallDraft
from kentongan.calls.call import Call
from kentongan.calls.keeping import SomebodyElses
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable

LONGEST = 20_000
"""Characters of one call's draft, all fields together."""


class DraftTooLong(Unprocessable):
    code = "draft_too_long"
    sentence = _("This is too long to be kept while you type.")


def save_draft(call: Call, typed: Mapping[str, str], *, by: User, at: datetime) -> CallDraft:
    """Keep what stands in the form now, in place of what stood there before.

    :raises SomebodyElses: if another agent has the call
    :raises DraftTooLong: if it would not fit
    """
    if call.agent_id not in {None, by.pk}:
        raise SomebodyElses
    kept = {name: _storable(text) for name, text in typed.items() if text}
    if sum(map(len, kept.values())) > LONGEST:
        raise DraftTooLong
    draft, _created = CallDraft.objects.update_or_create(
        call=call, defaults={"user": by, "typed": kept, "saved_at": at}
    )
    return draft


def typed_in(call: Call) -> dict[str, str]:
    """Return what was typed during a call so far (one statement)."""
    draft = CallDraft.objects.filter(call=call, done_at=None).first()
    return {str(name): str(text) for name, text in draft.typed.items()} if draft else {}


def done_with(call: Call, *, at: datetime) -> None:
    """What was typed has become something: the draft holds nothing any longer."""
    CallDraft.objects.filter(call=call, done_at=None).update(typed={}, done_at=at)


def _storable(text: str) -> str:
    """What a JSON column takes: no NUL, no half of a pair."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
