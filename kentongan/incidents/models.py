"""The room's models in one place."""
