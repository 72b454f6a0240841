"""Warnings of the city itself, in CAP 1.2, signed: an index, each message, the certificate."""
