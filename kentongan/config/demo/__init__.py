"""A city at play: believable people report, officers work, some things come too late."""
