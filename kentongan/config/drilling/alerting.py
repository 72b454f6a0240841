"""A drill's warning as CAP 1.2, with the status that says what it is: Exercise."""

from datetime import datetime
from xml.sax.saxutils import escape

from kentongan.cities.drills import STATUS
from kentongan.cities.packs.facts import PackFacts
from kentongan.config.drilling.events import Warned

SENDER = "latihan@latihan.invalid"
AROUND = 0.01
"""Degrees around the outermost centres."""
PATTERN = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>{identifier}</identifier><sender>{sender}</sender><sent>{sent}</sent>
<status>{status}</status><msgType>{type}</msgType><scope>Public</scope>
<note>LATIHAN / DRILL</note>{references}
<info><language>id</language><category>Met</category><event>{headline}</event>
<urgency>Expected</urgency><severity>{severity}</severity><certainty>Likely</certainty>
<effective>{sent}</effective><expires>{expires}</expires><senderName>LATIHAN</senderName>
<headline>{headline}</headline><description>{headline}</description>
<area><areaDesc>{area}</areaDesc><polygon>{polygon}</polygon></area></info></alert>
"""


def alert(told: list[tuple[Warned, datetime]], *, pack: PackFacts) -> bytes:
    """Return the last of these warnings, as a message that takes the place of those before."""
    warned, at = told[-1]
    before = " ".join(f"{SENDER},{_identifier(w.number)},{_sent(when)}" for w, when in told[:-1])
    references = f"<references>{before}</references>" if before else ""
    return PATTERN.format(
        identifier=_identifier(warned.number),
        sender=SENDER,
        sent=_sent(at),
        status=STATUS,
        type="Update" if references else "Alert",
        references=references,
        headline=escape(warned.headline),
        severity=warned.severity,
        expires=_sent(at + warned.lasts),
        area=escape(pack.city.name),
        polygon=_outline(warned, pack),
    ).encode()


def nothing_yet() -> bytes:
    """Return an index of warnings without any."""
    return b'<rss version="2.0"><channel><title>LATIHAN</title></channel></rss>'


def _identifier(number: int) -> str:
    return f"latihan-{number}"


def _sent(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()


def _outline(warned: Warned, pack: PackFacts) -> str:
    """A box around the centres of the kelurahan in the kecamatan warned of."""
    inside = [each for each in pack.jurisdictions if each.parent in warned.kecamatan]
    places = inside or list(pack.jurisdictions)
    south, north = (f(each.lat for each in places) for f in (min, max))
    west, east = (f(each.lon for each in places) for f in (min, max))
    south, west, north, east = south - AROUND, west - AROUND, north + AROUND, east + AROUND
    corners = ((south, west), (south, east), (north, east), (north, west), (south, west))
    return " ".join(f"{lat:.4f},{lon:.4f}" for lat, lon in corners)
