"""The connectors there are, by the name that a city's pack calls them by."""

from collections.abc import Mapping

from kentongan.situation.connecting import Connector
from kentongan.situation.connectors.cap import CapIndex

CONNECTORS: Mapping[str, Connector] = {"cap": CapIndex()}
