"""What a feature can say, one module a kind: typed, with its units in the names."""

from kentongan.situation.kinds.air import AirQuality
from kentongan.situation.kinds.camera import Camera
from kentongan.situation.kinds.flood import Flood, FloodReport
from kentongan.situation.kinds.forecast import Forecast
from kentongan.situation.kinds.outage import Outage
from kentongan.situation.kinds.quake import Quake
from kentongan.situation.kinds.traffic import Stretch

Said = AirQuality | Camera | Flood | FloodReport | Forecast | Outage | Quake | Stretch

__all__ = [
    "AirQuality",
    "Camera",
    "Flood",
    "FloodReport",
    "Forecast",
    "Outage",
    "Quake",
    "Said",
    "Stretch",
]
