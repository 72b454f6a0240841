"""A city is data: the packs in which a city's names, units, places and promises are kept."""
