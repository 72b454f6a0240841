"""Open311 GeoReport v2 (https://wiki.open311.org/GeoReport_v2), complete and strict.

Only forms are read here, never XML or JSON, so no hostile document is ever parsed.
"""
