"""What can be reported, what is asked about it, who answers for it, and what is promised."""
