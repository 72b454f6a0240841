"""The mayor's hand: the wall as a column on a phone, decisions, assigning in three taps."""
