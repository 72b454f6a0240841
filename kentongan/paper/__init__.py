"""Paper forms: printed with a number each, filled in by hand, entered in batches."""
