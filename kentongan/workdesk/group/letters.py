"""How the letters about a group's matter fared: seen by the group alone."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.council.models import Matter
from kentongan.mailroom.group_ways import ways_of
from kentongan.mailroom.group_words import DECIDED, VERIFIED
from kentongan.mailroom.models import Letter
from kentongan.mailroom.styling import style
from kentongan.workdesk.group.words import Words
from kentongan.workdesk.letters import CHANNELS

SAYS: Words = {
    VERIFIED: _("that it was looked into"),
    DECIDED: _("what was decided"),
}


def letters_of(matter: Matter) -> list[dict[str, Any]]:
    """Return each letter to whoever brought it, newest first (one statement)."""
    return [
        {"row": letter, "says": SAYS[letter.kind], "channel": CHANNELS[letter.channel]}
        for letter in Letter.objects.filter(matter=matter).order_by("-pk")
    ]


def code_to_tell(matter: Matter) -> str:
    """Return the city's code for whoever brought it, while they are to be told by voice; or "".

    Whom a letter reaches has it from there.
    """
    told = matter.service_request
    if matter.stage != Matter.Stage.DECIDED or told is None or told.erased_at or told.restricted_at:
        return ""
    written = Letter.objects.filter(matter=matter, kind=DECIDED)
    fates = list(written.values_list("next_try_at", flat=True))
    is_written = any(fates) if fates else any(ways_of(matter, style()))
    return "" if is_written else told.spoken_code


def with_letters(matters: "QuerySet[Matter]") -> "QuerySet[Matter]":
    """Note of each whether a letter with the decision is on its way: `is_written`."""
    waiting = Letter.objects.filter(matter=OuterRef("pk"), kind=DECIDED, next_try_at__isnull=False)
    return matters.annotate(is_written=Exists(waiting))
