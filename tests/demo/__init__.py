"""A city at play, with a simulated clock."""
