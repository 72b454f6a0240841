"""A council group's own door at the desk: its matters, its meetings, and nobody else's."""
