"""The city's stage at the desk: what rules propose, on what ground, and the decision."""
