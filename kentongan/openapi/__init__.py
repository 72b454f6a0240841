"""The door for machines: Open311 and open data. It holds no rules, only formats and wording."""
