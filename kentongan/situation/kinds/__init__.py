"""What a feature can say, one module a kind: typed, with its units in the names."""

from kentongan.situation.kinds.camera import Camera
from kentongan.situation.kinds.flood import Flood, FloodReport
from kentongan.situation.kinds.forecast import Forecast
from kentongan.situation.kinds.outage import Outage
from kentongan.situation.kinds.quake import Quake
from kentongan.situation.kinds.traffic import Stretch

Said = Camera | Flood | FloodReport | Forecast | Outage | Quake | Stretch

__all__ = ["Camera", "Flood", "FloodReport", "Forecast", "Outage", "Quake", "Said", "Stretch"]
