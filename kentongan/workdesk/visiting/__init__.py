"""Going to look: visits planned on a map, told of on the way, printed to sign."""
