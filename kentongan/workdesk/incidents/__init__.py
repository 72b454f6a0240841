"""Incidents at the desk: those that stand open, one with its log and checklist, and shifts."""
