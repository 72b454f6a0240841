"""The counter: numbers to wait with, and what is handed over to whoever came."""
