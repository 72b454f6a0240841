"""Programs that stand between a city's exchange and `calls`: sockets, clocks and patience."""
