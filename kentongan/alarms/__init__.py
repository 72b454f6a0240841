"""Alarms: what requires somebody to act now, by rules that say who, what and until when."""
