"""A row's key as a form or an address names it."""

LONGEST = 18
"""Digits: what is longer fits no column, and Python refuses to read the longest."""


def key_in(typed: str) -> int:
    """Return the key that was typed; 0, which no row has, for anything else."""
    is_key = typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST
    return int(typed) if is_key else 0


def keys_in(typed: list[str]) -> list[int]:
    """Return the keys among what was typed, in their order."""
    return [key for each in typed if (key := key_in(each))]
