"""The cities served here, each in a schema of its own, and their packs."""
