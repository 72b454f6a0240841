"""What people tell us, kept as they told it: service requests, who told them, their photos."""
