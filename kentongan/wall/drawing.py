"""What the wall's page is drawn with: numbers, news, the map with what lies over it, addresses."""

from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from kentongan.face.layers.drawing import sample
from kentongan.face.layers.layer import legend
from kentongan.face.stages import TONES
from kentongan.measures.behind import Number
from kentongan.places.directory import directory
from kentongan.wall.addressing import address
from kentongan.wall.dots import HEIGHT, WIDTH, land, names_beside
from kentongan.wall.layers import drawn_layers, layers, marks_of
from kentongan.wall.news import ARRIVAL
from kentongan.wall.showing import Showing
from kentongan.wall.terms import SAID

ON_A_PHONE = 1.9
"""How much larger names are drawn there, to be read although the whole map shrinks."""


def drawn(shown: Showing, then: str = "") -> dict[str, Any]:
    """Return what the wall's page is drawn with.

    :param then: what an address says where it asks of a past moment
    """
    picture, told = shown.picture, shown.numbers
    today = picture.day
    return {
        "shown": shown,
        "told": told,
        "at": timezone.localtime(picture.at),
        "surroundings": shown.surroundings,
        "arriving": [news for news in shown.news if news["kind"] == ARRIVAL],
        "happened": [news for news in shown.news if news["kind"] != ARRIVAL],
        "kecamatan": _ranked(told, "kec", directory().kecamatan),
        "calm": [pair for pair in told.items() if _is_dot(*pair, late=False)],
        "late": [pair for pair in told.items() if _is_dot(*pair, late=True)],
        "hours_most": max(count or 0 for count in picture.hours),
        **_map(shown, then),
        **_stage(shown),
        "then": then,
        "map_width": WIDTH,
        "map_height": HEIGHT,
        **_sides(today),
        "moment_of": datetime.fromisoformat,
        "today": today,
        "kecamatan_most": _most(told, "kec."),
    }


def around_in(shown: Showing, language: str) -> str:
    """Return what surrounds the case book and lies over the map, drawn once for a language.

    Whoever asks is no request: language and zone are the city's here, too.
    """
    key = f"around {language}"
    if key not in shown.pages:
        with override(language), timezone.override(directory().calendar.zone):
            shown.pages[key] = render_to_string("wall/around.html", drawn(shown))
    return shown.pages[key]


def _stage(shown: Showing) -> dict[str, Any]:
    stage = shown.around.stage
    return {"stage": stage, "stage_tone": TONES[stage.level]}


def _map(shown: Showing, then: str) -> dict[str, Any]:
    """The land, what lies over it, its legend, and names that are in nobody's way."""
    found, ground = layers(shown.around, then), land()
    spots = marks_of(found, ground.projection)
    sizes = {"afar": 1.0, "hand": ON_A_PHONE}
    return {
        "land": ground,
        "layers": drawn_layers([each for each in found if each.shapes], ground.projection),
        "spots": drawn_layers([each for each in found if not each.shapes], ground.projection),
        "legend": [(key, sample(key)) for key in legend(found)],
        "place_names": {
            name: names_beside(shown.numbers, spots, size) for name, size in sizes.items()
        },
    }


def _sides(today: date) -> dict[str, Any]:
    """The words of the equations, and where each of their numbers leads."""
    return {
        "to": _to,
        "terms": SAID,
        "to_withheld": lambda state: _to(state=state, is_withheld=True),
        "to_today": lambda state: _to(day=today, state=state),
        "to_ever": lambda state: _to(state=state),
    }


def _ranked(told: dict[str, Any], cut: str, things: Any) -> list[dict[str, Any]]:
    """Kecamatan with their tallies, those with the most late cases first."""
    rows = [
        {
            "key": f"{cut}.{thing.code}",
            "thing": thing,
            "open": told[f"{cut}.{thing.code}.open"],
            "late": told[f"{cut}.{thing.code}.late"],
        }
        for thing in things
    ]
    return sorted(rows, key=lambda row: (-row["late"], -row["open"], row["key"]))


def _most(told: dict[str, Any], cut: str) -> int:
    """The longest bar of a table; 1 where every bar is empty."""
    return (
        max((v for k, v in told.items() if k.startswith(cut) and k.endswith(".open")), default=0)
        or 1
    )


def _is_dot(key: str, value: Any, *, late: bool) -> bool:
    return key.startswith("dot.") and value[2] is late


def _to(**asked: Any) -> str:
    """The address of a number, for templates."""
    return address(Number(**asked))
