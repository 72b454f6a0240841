"""The part of a drawn map that seldom changes: areas and their names, kept once drawn."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kentongan.face.naming import Name, place_names
from kentongan.face.projecting import Projection, Ring, fit, middle, outline, rings

Feature = Mapping[str, Any]
LEVELS = ("city", "kecamatan", "kelurahan")
MOST_KEPT = 256  # pictures; a case page's is about 10 kB

_kept: OrderedDict[Hashable, "Ground"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Ground:
    """Areas and names as SVG, and where a point lies on them. No projection: nothing to draw."""

    projection: Projection | None
    areas: Markup
    names: Markup


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture in px and the code of the area it shows; the whole city if empty."""

    width: int
    height: int
    focus: str = ""


def keep(key: Hashable, draw: Callable[[], Ground]) -> Ground:
    """The ground kept under a key, drawn if there is none; without a key it is always drawn."""
    if key is None:
        return draw()
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = draw()
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def ground(features: Sequence[Feature], frame: Frame) -> Ground:
    """Draw areas, small ones first so that large outlines lie over them."""
    near = [f for f in features if frame.focus and _property(f, "code") == frame.focus] or features
    corners = [point for f in near for ring in rings(f.get("geometry")) for point in ring]
    if not corners:
        return Ground(None, Markup(), Markup())
    projection = fit(corners, frame.width, frame.height, 24 if frame.focus else 10)
    ranked = sorted(features, key=_depth, reverse=True)
    seen = [feature for feature in ranked if _is_seen(feature, projection, frame)]
    lowest = _depth(ranked[0])
    areas = Markup("").join(_area(feature, projection, frame.focus, lowest) for feature in seen)
    return Ground(
        projection, areas, place_names(_names(seen, projection, frame), frame.width, frame.height)
    )


def _property(feature: Feature, name: str) -> Any:
    return (feature.get("properties") or {}).get(name)


def _depth(feature: Feature) -> int:
    level = _property(feature, "level")
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def _is_seen(feature: Feature, projection: Projection, frame: Frame) -> bool:
    lons, lats = [], []
    for ring in rings(feature.get("geometry")):
        lons += [lon for lon, _ in ring]
        lats += [lat for _, lat in ring]
    if not lons:
        return False
    left, top = projection.at(min(lons), max(lats))
    right, bottom = projection.at(max(lons), min(lats))
    return right >= 0 and bottom >= 0 and left <= frame.width and top <= frame.height


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


def _names(features: Sequence[Feature], projection: Projection, frame: Frame) -> list[Name]:
    depths = {_depth(feature) for feature in features}
    # Enlarged, the neighbours are named; from afar, what they belong to.
    named = max(depths, default=0) if frame.focus else 1 if 1 in depths else min(depths, default=0)
    found = []
    for feature in sorted(features, key=lambda each: _property(each, "code") != frame.focus):
        outer: Ring | None = max(rings(feature.get("geometry")), key=len, default=None)
        if _depth(feature) == named and outer and _property(feature, "name"):
            found.append(Name(*projection.at(*middle(outer)), str(_property(feature, "name"))))
    return found
