"""What is said of the weather, of water and of sources, in the reader's words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kentongan.situation.cap.alert import Severity
from kentongan.situation.feeds import Grade
from kentongan.situation.kinds.forecast import Step
from kentongan.situation.kinds.outage import Supply

Words = str | Promise
GRADES: Mapping[str, Words] = {
    Grade.OFFICIAL: _("official"),
    Grade.PARTNER: _("by a partner of the city"),
    Grade.CROWD: _("told by people, not checked"),
}
SEVERITIES: Mapping[str, Words] = {
    Severity.EXTREME: _("extreme"),
    Severity.SEVERE: _("severe"),
    Severity.MODERATE: _("moderate"),
    Severity.MINOR: _("minor"),
    Severity.UNKNOWN: _("severity not said"),
}
SUPPLIES: Mapping[str, Words] = {Supply.POWER: _("No electricity"), Supply.WATER: _("No water")}
DEPTHS: Mapping[int, Words] = {
    1: _("take care, depth not known"),
    2: _("10 to 70 cm"),
    3: _("71 to 150 cm"),
    4: _("more than 150 cm"),
}
SKIES: Mapping[int, Words] = {
    0: _("Clear"),
    1: _("Partly cloudy"),
    2: _("Partly cloudy"),
    3: _("Mostly cloudy"),
    4: _("Overcast"),
    5: _("Haze"),
    10: _("Smoke"),
    45: _("Fog"),
    60: _("Light rain"),
    61: _("Light rain"),
    63: _("Heavy rain"),
    80: _("Local rain"),
    95: _("Thunderstorm"),
    97: _("Thunderstorm"),
}


def weather(step: Step) -> Words:
    """Return what the agency calls it, else what its code means (data.bmkg.go.id)."""
    language = (get_language() or "id")[:2]
    return step.words.get(language) or SKIES.get(step.weather_code, _("Not said in words"))
