"""What every room may use and nothing that knows a room: refusals, geometry, codes, working time."""
