"""Layers as SVG: shape, text and title say it without colours, which the style sheet gives."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from kentongan.face.layers.layer import Key, Kind, Layer
from kentongan.face.projecting import Projection, outline, rings

SHAPES: Mapping[Kind, str] = {
    Kind.FLOOD: "M-10-10H10V10H-10Z",
    Kind.BUS: "M0-8L6 6L0 3L-6 6Z",
    Kind.GAUGE: "M-13-13H13V13H-13Z",
    Kind.INCIDENT: "M-7-17H7L17-7V7L7 17H-7L-17 7V-7Z",
}
"""What a spot looks like, around its middle."""
WAVE = "≈"
PATTERNS = Markup(
    '<defs><pattern id="layer-warning" width="9" height="9" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><path class="hatch" d="M0 0V9"/></pattern>'
    '<pattern id="layer-flood" width="14" height="8" patternUnits="userSpaceOnUse">'
    '<path class="wave" d="M0 5q3.500-4 7 0t7 0"/></pattern></defs>'
)
"""Amber may not be told from grey by everybody: warnings are hatched, water has waves."""
OPEN, SHUT = Markup('<a href="{}" class="{}">'), Markup("</a>")
OPEN_BARE, SHUT_BARE = Markup('<g class="{1}">'), Markup("</g>")
AREA = Markup('<path d="{}"/><path class="over" fill="url(#layer-{})" d="{}"/>')
WAY = Markup('<path class="way" d="{}"/>')
SPOT = Markup('<g transform="translate({:.1f} {:.1f})"><path{} d="{}"/>{}</g>')
TEXT = Markup('<text y="6">{}</text>')
TITLE = Markup("<title>{}</title>")


def drawn(layers: Iterable[Layer], projection: Projection) -> Markup:
    """Return the layers as the inside of a map, the loudest on top; nothing for none."""
    ranked = sorted(layers, key=lambda each: (list(Kind).index(each.kind), each.tone != "calm"))
    parts = [_drawn(each, projection) for each in ranked]
    head = PATTERNS if any(each.shapes for each in ranked) else Markup("")
    return head + Markup("").join(parts)


def sample(key: Key) -> Markup:
    """Return a small picture of what a line of the legend explains."""
    inside: Layer = Layer(key.kind, "", is_stale=key.is_stale)
    if key.kind in {Kind.WARNING, Kind.FLOOD}:
        box = "M-10-8H10V8H-10Z"
        body = AREA.format(box, key.kind, box)
    elif key.kind is Kind.SLOW:
        body = WAY.format("M-10 0H10")
    else:
        body = SPOT.format(0, 0, "", SHAPES[key.kind], "")
    head = Markup('<svg class="sample" viewBox="-18 -18 36 36" aria-hidden="true"><g class="{}">')
    return head.format(_classes(inside, "soon")) + body + Markup("</g></svg>")


def _drawn(layer: Layer, projection: Projection) -> Markup:
    parts = [_shape(each, layer.kind, projection) for each in layer.shapes]
    if layer.point is not None and not layer.shapes:
        parts.append(_spot(layer, projection))
    if not any(parts):
        return Markup("")
    start, end = (OPEN, SHUT) if layer.href else (OPEN_BARE, SHUT_BARE)
    head = start.format(layer.href, _classes(layer, layer.tone))
    return head + Markup("").join(parts) + TITLE.format(layer.title) + end


def _classes(layer: Layer, tone: str) -> str:
    return f"layer {layer.kind} {'stale' if layer.is_stale else tone}"


def _shape(geometry: Mapping[str, Any], kind: Kind, projection: Projection) -> Markup:
    if geometry.get("type") in {"LineString", "MultiLineString"}:
        ways = [_way(line, projection) for line in _lines(geometry)]
        return WAY.format("".join(ways)) if any(ways) else Markup("")
    path = "".join(outline(ring, projection) for ring in rings(geometry))
    return AREA.format(path, kind, path) if path else Markup("")


def _lines(geometry: Mapping[str, Any]) -> Sequence[Any]:
    told: Sequence[Any] = geometry.get("coordinates") or ()
    return [told] if geometry.get("type") == "LineString" else told


def _way(line: Sequence[Any], projection: Projection) -> str:
    spots = [projection.at(float(spot[0]), float(spot[1])) for spot in line]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots) if len(spots) > 1 else ""


def _spot(layer: Layer, projection: Projection) -> Markup:
    if layer.point is None or layer.kind not in SHAPES:
        return Markup("")
    x, y = projection.at(layer.point.lon, layer.point.lat)
    turned = Markup(' transform="rotate({:.0f})"').format(layer.heading or 0)
    text = WAVE if layer.kind is Kind.FLOOD else layer.text
    said = TEXT.format(text) if text else Markup("")
    is_turned = layer.kind is Kind.BUS and layer.heading
    return SPOT.format(x, y, turned if is_turned else "", SHAPES[layer.kind], said)
