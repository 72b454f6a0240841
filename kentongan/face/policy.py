"""What a page may load, and with whom it may speak: with us alone, unless it says whom else."""

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def speaking_to(origin: str) -> str:
    """Return the policy of a page that also speaks to one other origin, such as `wss://…`."""
    return f"{POLICY}; connect-src 'self' {origin}"
