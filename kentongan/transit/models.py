"""The room's models in one place."""

from kentongan.transit.advisories import Advisory
from kentongan.transit.positions import Aside, Latest, Passage, Position, WhyAside
from kentongan.transit.scores import Leg, LineScore, Promise
from kentongan.transit.timetables import BusStop, Line, Pattern, ServiceDays, Trip, Version
from kentongan.transit.vehicles import Operator, PositionKey, Run, Vehicle

__all__ = [
    "Advisory",
    "Aside",
    "BusStop",
    "Latest",
    "Leg",
    "Line",
    "LineScore",
    "Operator",
    "Passage",
    "Pattern",
    "Position",
    "PositionKey",
    "Promise",
    "Run",
    "ServiceDays",
    "Trip",
    "Vehicle",
    "Version",
    "WhyAside",
]
