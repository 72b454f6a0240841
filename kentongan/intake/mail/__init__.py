"""E-mail as it comes: read from bytes whatever they are, the new words kept, the rest judged."""
