"""Letters to those who told us something, driven by the journal alone, so that none is lost."""
