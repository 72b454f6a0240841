"""Matters handed to and fro with the national complaint system, each of them once."""
