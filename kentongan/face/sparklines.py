"""A line over time, small enough for a tile: a gap is drawn as a gap."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

HEAD = Markup('<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">')
LIMIT = Markup('<path class="limit limit-{}" d="M0 {}H{}"/>')


def spark(
    values: Sequence[float | None],
    width: int = 200,
    height: int = 48,
    *,
    title: str = "",
    limits: Sequence[tuple[float, str]] = (),
) -> Markup:
    """A small line over time. ``None`` is a gap, hatched, never zero.

    :param limits: values with a state (``soon``, ``late``), drawn as dashed lines
    """
    known = [value for value in values if value is not None] + [limit for limit, _ in limits]
    low, high = min(known, default=0.0), max(known, default=1.0)
    step, reach = width / max(len(values) - 1, 1), (height - 8) / ((high - low) or 1)

    def y(value: float) -> str:
        return f"{height - 4 - (value - low) * reach:.1f}"

    parts = [HEAD.format(width, height, title)]
    parts += [LIMIT.format(state, y(limit), width) for limit, state in limits]
    for start, run in _runs(values):
        if run[0] is None:
            parts.append(_gap(start, len(run), step, height))
            continue
        line = " ".join(f"{(start + n) * step:.1f},{y(v or 0.0)}" for n, v in enumerate(run))
        parts.append(Markup('<polyline class="line" points="{}"/>').format(line))
    return Markup("").join(parts) + Markup("</svg>")


def _gap(start: int, count: int, step: float, height: int) -> Markup:
    lines = "".join(
        f"M{(start - 1 + n / 3) * step:.1f} {height}l6-{height}" for n in range((count + 1) * 3)
    )
    return Markup('<path class="gap" d="{}"/>').format(lines)


def _runs(values: Sequence[float | None]) -> Iterator[tuple[int, list[float | None]]]:
    """Neighbouring values that are all known or all missing, with where they start."""
    start = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or (values[end] is None) != (values[start] is None):
            yield start, list(values[start:end])
            start = end
