"""Maps drawn by the server: they need no script and no tile server.

Colours come from the style sheet through classes, so the same picture is right by day and by night.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from kentongan.face.grounding import Feature, Frame, ground, keep
from kentongan.face.layers.drawing import drawn
from kentongan.face.layers.layer import Layer
from kentongan.face.naming import BROAD
from kentongan.face.projecting import Projection, fit

HEAD = Markup('<svg class="drawn-map{}" viewBox="0 0 {} {}" role="{}" aria-label="{}">')
LOUD = ("late", "soon", "pin")
SHAPES = {
    "late": "M0-7L7 6H-7Z",
    "soon": "M0-7L7 0L0 7L-7 0Z",
    "open": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "well": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "pin": "M0 0C-4-6-9-10-9-16a9 9 0 1 1 18 0C9-10 4-6 0 0Z",
}


def boundary_svg(
    features: Sequence[Feature] | Callable[[], Sequence[Feature]],
    points: Iterable[Mapping[str, Any]] = (),
    width: int = 640,
    height: int = 400,
    *,
    title: str = "",
    focus: str = "",
    labels: bool = True,
    key: Hashable = None,
    route: Sequence[tuple[float, float]] = (),
    layers: Iterable[Layer] = (),
) -> Markup:
    """A map of areas and points.

    :param features: GeoJSON polygons, or a function that gives them; properties ``name``, ``code``,
        ``level`` (city, kecamatan, kelurahan), ``approximate`` (drawn dashed), ``state`` (late,
        soon: washed)
    :param points: mappings of ``lat``, ``lon``, ``state`` (one of `SHAPES`), ``label``, ``url``
    :param focus: code of the area to enlarge and to mark; the whole city if empty
    :param key: names the features, e.g. city and version of its data: areas are then drawn once
        and kept, and a function is only called for a new key
    :param layers: what lies over the areas: warnings, water, gauges
    :param route: latitude and longitude of stops, drawn as a line with a number at each
    :returns: an ``<svg>``; only its box where there is nothing to draw
    """
    frame = Frame(width, height, focus)
    kept = keep(None if key is None else (key, frame), lambda: ground(_given(features), frame))
    dots, over = list(points), list(layers)
    projection = kept.projection or _around(dots, route, frame)
    head = _head(frame, title, bool(over) or any(dot.get("url") for dot in dots))
    if not projection:
        return head + Markup("</svg>")
    calm, loud = _parted(dots, projection)
    under = [head, kept.areas, drawn(over, projection), *calm, kept.names if labels else ""]
    way = _way([projection.at(lon, lat) for lat, lon in route])
    return Markup("").join([*under, *loud, way]) + Markup("</svg>")


def _head(frame: Frame, title: str, has_links: bool) -> Markup:
    """A picture is one thing for whoever hears it; one with links is a group of them."""
    broad, role = " broad" if frame.width >= BROAD else "", "group" if has_links else "img"
    return HEAD.format(broad, frame.width, frame.height, role, title)


def _given(features: Sequence[Feature] | Callable[[], Sequence[Feature]]) -> Sequence[Feature]:
    return features() if callable(features) else features


def _parted(
    dots: Iterable[Mapping[str, Any]], projection: Projection
) -> tuple[list[Markup], list[Markup]]:
    """Names lie over what is calm and under what is late: neither may hide what matters."""
    calm = [_dot(dot, projection) for dot in dots if dot.get("state") not in LOUD]
    return calm, [_dot(dot, projection) for dot in dots if dot.get("state") in LOUD]


def _around(
    dots: Iterable[Mapping[str, Any]], route: Sequence[tuple[float, float]], frame: Frame
) -> Projection | None:
    """Where there are no areas, what is drawn on them says where we are."""
    places = [(float(dot["lon"]), float(dot["lat"])) for dot in dots]
    places += [(lon, lat) for lat, lon in route]
    return fit(places, frame.width, frame.height, 24) if places else None


def _way(spots: Sequence[tuple[float, float]]) -> Markup:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    stop = Markup(
        '<g class="waypoint" transform="translate({} {})"><circle r="10"/><text>{}</text></g>'
    )
    stops = (stop.format(f"{x:.1f}", f"{y:.1f}", n) for n, (x, y) in enumerate(spots, start=1))
    drawn = Markup('<polyline class="way-line" points="{}"/>').format(line) if spots else Markup()
    return drawn + Markup("").join(stops)


def _dot(dot: Mapping[str, Any], projection: Projection) -> Markup:
    x, y = projection.at(float(dot["lon"]), float(dot["lat"]))
    state = dot.get("state") if dot.get("state") in SHAPES else "open"
    shape = Markup(
        '<g transform="translate({} {})"><path class="point point-{}" d="{}">'
        "<title>{}</title></path></g>"
    ).format(f"{x:.1f}", f"{y:.1f}", state, SHAPES[str(state)], dot.get("label") or "")
    if not dot.get("url"):
        return shape
    return Markup('<a href="{}">{}</a>').format(dot["url"], shape)
