"""Stringing stops upon a way so that they follow each other. Pure arithmetic.

Ways cross and follow themselves, so each stop may stand in several places along one: the row of
places that never goes back and is nearest in sum is found by dynamic programming.
"""

from collections.abc import Sequence

from kentongan.toolbox.geometry import Point
from kentongan.transit.tracks import Track

FARTHEST_M = 150.0
"""A stop farther from its way than this is put to the nearest place."""
Step = tuple[float, float, int]
"""The cost so far, metres along, and which step of the layer before led here."""


def string(track: Track, spots: Sequence[Point]) -> list[float]:
    """Return how far along the way each stop stands, never going back, nearest in sum."""
    best: list[Step] = [(0.0, 0.0, -1)]
    layers = []
    for spot in spots:
        found = track.places(spot, FARTHEST_M) or [track.nearest(spot, 0.0, track.length)]
        layer = []
        for place in found:
            before = [
                (cost + max(0.0, at - place.along) * 10, index)
                for index, (cost, at, _) in enumerate(best)
            ]
            cost, index = min(before)
            layer.append((cost + place.off**2 / 100, place.along, index))
        layers.append(layer)
        best = layer
    return _backwards(layers)


def _backwards(layers: list[list[Step]]) -> list[float]:
    index = min(range(len(layers[-1])), key=lambda i: layers[-1][i][0])
    along = []
    for layer in reversed(layers):
        along.append(layer[index][1])
        index = layer[index][2]
    rising: list[float] = []
    for each in reversed(along):
        rising.append(max(each, rising[-1]) if rising else each)
    return rising
