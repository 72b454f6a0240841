"""The pages behind the wall: one a domain, one a thing, each of now or of a past moment."""
