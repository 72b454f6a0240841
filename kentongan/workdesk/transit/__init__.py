"""Buses at the desk: timetables taken in, how lines run, who tells positions, weekly scores."""
