"""Alarms at the desk: what calls now, what was done, the rules, and how the room keeps them."""
