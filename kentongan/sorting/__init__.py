"""Sorting what people say: which service type their words are about."""
