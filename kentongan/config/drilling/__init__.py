"""Drills: a twin of a city to drill in, and floods that never were. See docs/drills.md."""
