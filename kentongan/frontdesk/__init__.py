"""The door for citizens: report, follow, look at the map. No rules, no account."""
