"""The cities this installation serves, each in a schema of its own, and the packs they come from."""
