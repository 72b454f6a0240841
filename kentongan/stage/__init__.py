"""The city's stage, 1 to 5: proposed by rules with their evidence, decided by a named person."""
