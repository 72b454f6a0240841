"""Numbers, read-only for everybody else: tallies of what is open, and a ledger that reconciles."""
