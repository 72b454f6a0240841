"""What ``kentongan`` can do: one module, one command."""
