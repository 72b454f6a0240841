"""Buses: lines and timetables (GTFS), where the vehicles are, headways, when the next one comes."""
