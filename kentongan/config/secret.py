"""The key that signs cookies and links: from the environment, or made once and kept."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """Return the installation's secret; the first process to ask writes it, readable by us only."""
    given = os.environ.get("KENTONGAN_SECRET_KEY")
    if given:
        return given
    kept = data / "secret-key"
    data.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return kept.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(48)
        file.write(made)
    return made
