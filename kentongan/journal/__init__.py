"""What happened, once, in order: the one history that walls, letters and numbers are driven by."""
