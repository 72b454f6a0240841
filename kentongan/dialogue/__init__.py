"""What people write to the city by message, and what it replies, until a report has come of it."""
