"""Paper forms at the desk: printing, collecting, typing one after another, files."""
