"""The city as it was: the same picture, of any moment gone by, from the rows and the journal."""
