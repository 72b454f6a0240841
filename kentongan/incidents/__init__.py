"""Incidents: what many tell of one event at one place, held together."""
