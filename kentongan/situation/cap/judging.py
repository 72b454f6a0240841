"""What is wrong with a message of the right shape: the standard's words, not its grammar.

Each rule yields a code and a sentence. A schema alone passed six of nine wrong warnings tried.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from kentongan.situation.cap.alert import Alert, Area, Info, MessageType, Scope
from kentongan.situation.cap.outlining import is_simple
from kentongan.toolbox.geometry import Box, Point

AHEAD = timedelta(minutes=10)
"""A clock may be so much ahead of ours."""
LEAST_POINTS = 4
UNFIT = frozenset(" \t\n,<&")


class Fault(NamedTuple):
    """What is wrong: a code that stays, a sentence for people."""

    code: str
    sentence: str


Rule = Callable[[Alert], Iterator[Fault]]


def judge(alert: Alert, *, at: datetime, near: Box | None = None) -> tuple[Fault, ...]:
    """Return every fault of meaning.

    :param at: when it was received
    :param near: where its points are expected; latitude and longitude are then told apart
    """
    found = [fault for rule in RULES for fault in rule(alert)]
    if alert.sent > at + AHEAD:
        found.append(Fault("sent_ahead", "It says that it was sent later than it was received."))
    if near and any(_is_swapped(point, near) for point in _points(alert)):
        found.append(Fault("swapped", "Longitude stands before latitude."))
    return tuple(dict.fromkeys(found))


def _names(alert: Alert) -> Iterator[Fault]:
    if UNFIT & set(alert.identifier + alert.sender):
        yield Fault("unfit_name", "Identifier or sender holds a space, a comma, < or &.")


def _references(alert: Alert) -> Iterator[Fault]:
    if alert.type is not MessageType.ALERT and not alert.references:
        yield Fault("no_reference", f"{alert.type} does not say which message it is about.")
    if any(each.identifier == alert.identifier for each in alert.references):
        yield Fault("own_reference", "It refers to itself.")
    if any(each.sent > alert.sent for each in alert.references):
        yield Fault("later_reference", "It refers to a message sent after it.")


def _readers(alert: Alert) -> Iterator[Fault]:
    if alert.scope is Scope.RESTRICTED and not alert.restriction:
        yield Fault("no_restriction", "It is restricted and does not say by what rule.")
    if alert.scope is Scope.PRIVATE and not alert.addresses:
        yield Fault("no_addresses", "It is private and does not say for whom.")


def _contents(alert: Alert) -> Iterator[Fault]:
    if alert.type in {MessageType.ALERT, MessageType.UPDATE} and not alert.infos:
        yield Fault("no_info", "It warns of nothing: it has no info.")
    for info in alert.infos:
        if not info.event:
            yield Fault("no_event", "It does not say of what it warns.")
        if not info.areas:
            yield Fault("no_area", "It does not say where it holds.")
        if alert.scope is Scope.PUBLIC and not (info.headline or info.description):
            yield Fault("no_words", "It is for the public and says nothing in words.")


def _times(alert: Alert) -> Iterator[Fault]:
    for info in alert.infos:
        if info.expires is None:
            yield Fault("no_end", "It does not say until when it holds.")
        elif info.expires <= _begin(alert, info):
            yield Fault("ends_first", "It ends before it begins.")
        if info.onset and info.effective and info.onset < info.effective:
            yield Fault("early_onset", "What it warns of begins before the warning does.")


def _shapes(alert: Alert) -> Iterator[Fault]:
    for area in _areas(alert):
        for ring in area.polygons:
            if len(ring) < LEAST_POINTS or ring[0] != ring[-1]:
                yield Fault("open_polygon", "A polygon is not closed, or has under four points.")
            elif not is_simple(ring):
                yield Fault("crossed_polygon", "A polygon crosses itself.")
        if any(circle.radius_km < 0 for circle in area.circles):
            yield Fault("negative_radius", "A circle has a negative radius.")
        if not area.words:
            yield Fault("unnamed_area", "An area has no words.")


def _heights(alert: Alert) -> Iterator[Fault]:
    for area in _areas(alert):
        low, high = area.altitude_ft, area.ceiling_ft
        if high is not None and (low is None or high < low):
            yield Fault("ceiling", "A ceiling without an altitude, or below it.")


RULES: tuple[Rule, ...] = (
    _names, _references, _readers, _contents, _times, _shapes, _heights,
)  # fmt: skip


def _begin(alert: Alert, info: Info) -> datetime:
    return max(filter(None, (alert.sent, info.effective, info.onset)))


def _areas(alert: Alert) -> Iterator[Area]:
    return (area for info in alert.infos for area in info.areas)


def _points(alert: Alert) -> Iterator[Point]:
    for area in _areas(alert):
        yield from (point for ring in area.polygons for point in ring)
        yield from (circle.centre for circle in area.circles)


def _is_swapped(point: Point, near: Box) -> bool:
    return not _holds(near, point) and _holds(near, Point(point.lon, point.lat))


def _holds(box: Box, point: Point) -> bool:
    return box.west <= point.lon <= box.east and box.south <= point.lat <= box.north
