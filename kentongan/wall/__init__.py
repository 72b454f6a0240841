"""The door for the room itself and for the city's leaders: the city in ten seconds."""
