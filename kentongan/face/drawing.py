"""Maps and sparklines drawn by the server: they need no script and no tile server.

Colours come from the style sheet through classes, so the same picture is right by day and by night.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from markupsafe import Markup

from kentongan.face.projecting import Projection, fit, middle, outline, rings

Feature = Mapping[str, Any]
LEVELS = ("city", "kecamatan", "kelurahan")
LOUD = ("late", "soon", "pin")
SHAPES = {
    "late": "M0-7L7 6H-7Z",
    "soon": "M0-7L7 0L0 7L-7 0Z",
    "open": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "well": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "pin": "M0 0C-4-6-9-10-9-16a9 9 0 1 1 18 0C9-10 4-6 0 0Z",
}


def boundary_svg(
    features: Sequence[Feature],
    points: Iterable[Mapping[str, Any]] = (),
    width: int = 640,
    height: int = 400,
    *,
    title: str = "",
    focus: str = "",
    labels: bool = True,
) -> Markup:
    """A map of areas and points.

    :param features: GeoJSON polygons; properties ``name``, ``code``, ``level`` (city, kecamatan,
        kelurahan), ``approximate`` (drawn dashed), ``state`` (late, soon: washed)
    :param points: mappings of ``lat``, ``lon``, ``state`` (one of `SHAPES`), ``label``, ``url``
    :param focus: code of the area to enlarge and to mark; the whole city if empty
    :returns: an ``<svg>``; only its box where there is nothing to draw
    """
    dots = list(points)
    corners = _corners(features, dots, focus)
    head = Markup('<svg class="drawn-map" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        width, height, title
    )
    if not corners:
        return head + Markup("</svg>")
    projection = fit(corners, width, height, 24 if focus else 10)
    ranked = sorted(features, key=_depth, reverse=True)
    lowest = _depth(ranked[0]) if ranked else 0
    # Names lie over what is calm and under what is late: neither may hide what matters.
    calm = [dot for dot in dots if dot.get("state") not in LOUD]
    drawn = chain(
        (_area(feature, projection, focus, lowest) for feature in ranked),
        (_dot(dot, projection) for dot in calm),
        _labels(features, projection) if labels else (),
        (_dot(dot, projection) for dot in dots if dot.get("state") in LOUD),
    )
    return head + Markup("").join(drawn) + Markup("</svg>")


def _corners(
    features: Sequence[Feature], dots: Sequence[Mapping[str, Any]], focus: str
) -> list[tuple[float, float]]:
    near = [f for f in features if focus and _property(f, "code") == focus] or features
    corners = [point for f in near for ring in rings(f.get("geometry")) for point in ring]
    return corners or [(float(dot["lon"]), float(dot["lat"])) for dot in dots]


def _property(feature: Feature, name: str) -> Any:
    return (feature.get("properties") or {}).get(name)


def _depth(feature: Feature) -> int:
    level = _property(feature, "level")
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _area(feature: Feature, projection: Projection, focus: str, lowest: int) -> Markup:
    path = "".join(outline(ring, projection) for ring in rings(feature.get("geometry")))
    # Only the smallest areas are filled; the larger ones are outlines laid over them.
    classes = ["area", "land" if _depth(feature) == lowest else "outline"]
    if _depth(feature) == 0:
        classes.append("whole")
    if _property(feature, "approximate"):
        classes.append("approximate")
    if _property(feature, "state") in {"late", "soon"}:
        classes.append(str(_property(feature, "state")))
    if focus and _property(feature, "code") == focus:
        classes.append("focus")
    return Markup('<path class="{}" d="{}"><title>{}</title></path>').format(
        " ".join(classes), path, _property(feature, "name") or ""
    )


def _labels(features: Sequence[Feature], projection: Projection) -> Iterator[Markup]:
    depths = {_depth(feature) for feature in features}
    named = 1 if 1 in depths else min(depths, default=0)
    for feature in features:
        outer = max(rings(feature.get("geometry")), key=len, default=None)
        if _depth(feature) != named or not outer or not _property(feature, "name"):
            continue
        x, y = projection.at(*middle(outer))
        yield Markup('<text class="area-name" x="{}" y="{}">{}</text>').format(
            f"{x:.0f}", f"{y:.0f}", _property(feature, "name")
        )


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
