"""The connectors there are, by the name that a city's pack calls them by."""

from collections.abc import Mapping

from kentongan.situation.connecting import Connector
from kentongan.situation.connectors.air_quality import AirStations
from kentongan.situation.connectors.bmkg_forecast import BmkgForecast
from kentongan.situation.connectors.bmkg_quakes import BmkgQuakes
from kentongan.situation.connectors.cap import CapIndex
from kentongan.situation.connectors.cctv import Cctv
from kentongan.situation.connectors.gauges import GaugeLevels
from kentongan.situation.connectors.gtfs_realtime import GtfsRealtime
from kentongan.situation.connectors.outages import Outages
from kentongan.situation.connectors.petabencana import PetaBencanaFloods, PetaBencanaReports
from kentongan.situation.connectors.traffic import Traffic
from kentongan.situation.features import Kind

CONNECTORS: Mapping[str, Connector] = {
    "cap": CapIndex(),
    "bmkg_forecast": BmkgForecast(),
    "bmkg_quakes": BmkgQuakes(),
    "petabencana": PetaBencanaFloods(),
    "petabencana_reports": PetaBencanaReports(),
    "traffic": Traffic(),
    "cctv": Cctv(),
    "outages": Outages(),
    "air_quality": AirStations(),
    "gauges": GaugeLevels(),
    "gtfs_realtime": GtfsRealtime(),
}
GIVEN: Mapping[str, Kind] = {
    "bmkg_forecast": Kind.FORECAST,
    "bmkg_quakes": Kind.QUAKE,
    "petabencana": Kind.FLOOD,
    "petabencana_reports": Kind.FLOOD_REPORT,
    "traffic": Kind.TRAFFIC,
    "cctv": Kind.CAMERA,
    "outages": Kind.OUTAGE,
    "air_quality": Kind.AIR_QUALITY,
}
"""Which kind of features each gives, for those that give some."""
