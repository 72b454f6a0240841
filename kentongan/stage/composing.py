"""What the CAP message about a stage says, in every language of the city.

How a stage is told in CAP's words for severity, urgency and certainty is our own choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kentongan.cities.drills import is_drill
from kentongan.cities.models import Domain
from kentongan.places.directory import directory
from kentongan.situation.cap.alert import (
    Alert,
    Certainty,
    Info,
    MessageType,
    Reference,
    Scope,
    Severity,
    Status,
    Urgency,
)
from kentongan.stage.models import Stage, StageChange, StageMessage
from kentongan.stage.outlining import city_area
from kentongan.stage.stages import NORMAL
from kentongan.toolbox.schemas import current

LASTS = timedelta(hours=24)
"""A message says until when it holds; before its end the watch renews it."""
PAGE = "/siaga/"
SEVERITY = dict(
    enumerate(
        (Severity.MINOR, Severity.MINOR, Severity.MODERATE, Severity.SEVERE, Severity.EXTREME), 1
    )
)
URGENCY = dict(
    enumerate(
        (Urgency.PAST, Urgency.FUTURE, Urgency.EXPECTED, Urgency.IMMEDIATE, Urgency.IMMEDIATE), 1
    )
)
CERTAINTY = dict(
    enumerate(
        (
            *(Certainty.OBSERVED, Certainty.POSSIBLE, Certainty.LIKELY),
            *(Certainty.OBSERVED, Certainty.OBSERVED),
        ),
        1,
    )
)


@dataclass(frozen=True, slots=True)
class Going:
    """A message that goes out: of which kind, with which name, about which before it."""

    kind: MessageType
    identifier: str
    before: Sequence[StageMessage]
    sent: datetime


def sender() -> str:
    """Return who warns: the city's own host name (one statement)."""
    domains = Domain.objects.filter(tenant__schema_name=current().schema_name, is_primary=True)
    return domains.values_list("domain", flat=True).first() or directory().profile.slug


def compose(change: StageChange, stage: Stage, going: Going) -> Alert:
    """Return the message about a change of stage."""
    profile, host = directory().profile, sender()
    zone = directory().calendar.zone
    return Alert(
        identifier=going.identifier,
        sender=host,
        sent=going.sent.astimezone(zone),
        status=Status.EXERCISE if is_drill() else Status.ACTUAL,
        type=going.kind,
        scope=Scope.PUBLIC,
        note="LATIHAN / DRILL" if is_drill() else "",
        references=tuple(
            Reference(each.sender, each.identifier, each.sent_at.astimezone(zone))
            for each in going.before
        ),
        infos=tuple(_info(change, stage, going, host, each) for each in profile.languages),
    )


def _info(change: StageChange, stage: Stage, going: Going, host: str, language: str) -> Info:
    profile, zone = directory().profile, directory().calendar.zone
    begins = going.sent.astimezone(zone)
    with override(language):
        return Info(
            language=language,
            categories=("Safety",),
            event=_event(stage, language),
            response_types=(_response(stage),),
            urgency=URGENCY[stage.level],
            severity=SEVERITY[stage.level],
            certainty=CERTAINTY[stage.level],
            effective=begins,
            expires=begins + LASTS,
            sender_name=profile.name,
            headline=_headline(stage, language),
            description=_description(change, stage, language),
            instruction=stage.do.get(language, ""),
            web=settings.LETTER_BASE.replace("{domain}", host).rstrip("/") + PAGE,
            contact=profile.contact.get("phone", ""),
            parameters=(("stage", str(stage.level)), ("previousStage", str(change.was))),
            areas=(city_area(directory()),),
        )


def _response(stage: Stage) -> str:
    return "AllClear" if stage.level == NORMAL else stage.response.capitalize()


def _event(stage: Stage, language: str) -> str:
    told = {"level": stage.level, "name": stage.names.get(language, "")}
    return _("City stage %(level)s: %(name)s") % told


def _headline(stage: Stage, language: str) -> str:
    told = {
        "city": directory().profile.name,
        "level": stage.level,
        "name": stage.names.get(language, ""),
    }
    words = _("%(city)s: stage %(level)s of 5, %(name)s") % told
    return _("DRILL, not meant: %(words)s") % {"words": words} if is_drill() else words


def _description(change: StageChange, stage: Stage, language: str) -> str:
    told = {"reason": change.reason, "name": change.decided_by.name}
    decided = _("Decided by %(name)s. The reason: %(reason)s") % told
    return f"{stage.means.get(language, '')}\n{decided}"
