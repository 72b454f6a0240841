"""Where and who: the city's profile, its units, its jurisdictions, its days off."""
