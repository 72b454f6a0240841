"""One module for each file of a pack: what it must hold, and how it becomes facts."""
