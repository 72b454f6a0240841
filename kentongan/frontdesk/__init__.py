"""The door for citizens: report, follow, look at the map. It holds no rules and needs no account."""
