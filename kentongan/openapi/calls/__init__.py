"""The door of the telephone exchanges: the call contract, as `docs/calls.md` publishes it."""
