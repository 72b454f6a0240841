"""What was brought to a council group: carried to its meeting, decided, and told."""
