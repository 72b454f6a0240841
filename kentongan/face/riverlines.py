"""A river's level over time, drawn by the server: gaps are hatched, doubts are crosses beside."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from markupsafe import Markup

from kentongan.face.riverscale import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Drawn, Scale, Told

STRIPES = 9
HEAD = Markup('<svg class="river" viewBox="0 0 {} {}" role="img" aria-label="{}">')


def river_svg(drawn: Drawn, *, title: str) -> Markup:
    """Return the drawing; without a single point it is one hatched field."""
    scale = Scale(drawn)
    parts = [HEAD.format(WIDTH, HEIGHT, title), *_grid(drawn, scale)]
    parts += [_hatch(scale.x(begin), scale.x(end)) for begin, end in _gaps(drawn)]
    parts += _limits(drawn, scale)
    for run in _runs(drawn):
        line = " ".join(f"{x},{y}" for x, y in _thinned(run, scale))
        parts.append(Markup('<polyline class="line" points="{}"/>').format(line))
    cross = Markup('<path class="doubt" d="M{} {}l8 8m0-8l-8 8"/>')
    parts += [cross.format(scale.x(at) - 4, _within(scale, cm) - 4) for at, cm in drawn.doubted]
    if drawn.points:
        at, cm = drawn.points[-1]
        parts.append(
            Markup('<circle class="now" cx="{}" cy="{}" r="5"/>').format(scale.x(at), scale.y(cm))
        )
    return Markup("").join(parts) + Markup("</svg>")


def _thinned(run: Sequence[Told], scale: Scale) -> list[tuple[float, float]]:
    """Return one point for a unit of the drawing, so that it stays light however much was told."""
    kept: dict[int, tuple[float, float]] = {}
    for at, cm in run:
        kept[int(scale.x(at))] = (scale.x(at), scale.y(cm))
    return list(kept.values())


def _within(scale: Scale, cm: float) -> float:
    """What is doubted lies often far outside: it is drawn at the edge then."""
    return min(max(scale.y(cm), TOP), HEIGHT - BOTTOM)


def _grid(drawn: Drawn, scale: Scale) -> Iterator[Markup]:
    floor = HEIGHT - BOTTOM
    for cm in scale.marks():
        y = scale.y(cm)
        yield Markup('<path class="grid" d="M{} {}H{}"/>').format(LEFT, y, WIDTH - RIGHT)
        yield Markup('<text class="side" x="{}" y="{}">{}</text>').format(LEFT - 8, y + 4, cm)
    for at, words in drawn.ticks:
        x = scale.x(at)
        yield Markup('<path class="grid" d="M{} {}V{}"/>').format(x, TOP, floor)
        if LEFT + 30 < x < WIDTH - 40:
            yield Markup('<text class="foot-mark" x="{}" y="{}">{}</text>').format(
                x, HEIGHT - 10, words
            )


def _limits(drawn: Drawn, scale: Scale) -> Iterator[Markup]:
    for name, cm, state in drawn.limits:
        if scale.shows(cm):
            y = scale.y(cm)
            yield Markup('<path class="limit limit-{}" d="M{} {}H{}"/>').format(
                state, LEFT, y, WIDTH - RIGHT
            )
            yield Markup('<text class="limit-name" x="{}" y="{}">{} · {:g} cm</text>').format(
                LEFT + 6, y - 5, name, cm
            )


def _runs(drawn: Drawn) -> Iterator[list[Told]]:
    """Points that lie close enough together to be one line."""
    run: list[Told] = []
    for point in drawn.points:
        if run and point[0] - run[-1][0] > drawn.longest:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def _gaps(drawn: Drawn) -> Iterator[tuple[datetime, datetime]]:
    moments = [drawn.since, *(at for at, _ in drawn.points), drawn.until]
    for before, after in pairwise(moments):
        if after - before > drawn.longest:
            yield before, after


def _hatch(begin: float, end: float) -> Markup:
    """Lines at 45 degrees within a field, cut off at its sides."""
    tall, floor, lines = HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM, []
    start = begin - tall
    while start < end:
        first, last = max(start, begin), min(start + tall, end)
        if last > first:
            up = (floor - (first - start), floor - (last - start))
            lines.append(f"M{first:.1f} {up[0]:.1f}L{last:.1f} {up[1]:.1f}")
        start += STRIPES
    return Markup('<path class="gap" d="{}"/>').format("".join(lines))
