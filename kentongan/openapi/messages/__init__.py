"""Where the channels on which people write call: one file for each."""
