"""The situation: what warnings, floods and gauges tell, and how old it is."""
