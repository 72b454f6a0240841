"""The public map while one looks at it: where public cases stand, told as it happens."""
