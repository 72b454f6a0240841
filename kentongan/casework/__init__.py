"""The work on what people told us: cases, from opening to an answer, one file for each act."""
