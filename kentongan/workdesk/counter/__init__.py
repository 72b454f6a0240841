"""The counter at the desk, and what stands in its lobby: the tablet and the board."""
