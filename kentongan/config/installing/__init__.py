"""What ``./run`` does before anything is installed: nothing here may import more than Python."""
