"""What surrounds the demonstration: invented sources, a flood that comes and goes, buses."""
