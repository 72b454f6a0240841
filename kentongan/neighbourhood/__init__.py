"""Heads of RT and RW: what was reported around them, and what they may do about it."""
