"""What every room may use and knows no room: refusals, geometry, codes, working time."""
