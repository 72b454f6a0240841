"""Write the lock files: every part with its hash, and without any registry's address."""

from pathlib import Path

from kentongan.config.installing.steps import call

LOCKS = ("requirements-uv", "requirements", "requirements-dev", "requirements-node")
OPTIONS = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
    "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip


def lock(root: Path) -> int:
    """Resolve all .in files anew, keeping what is pinned where it still fits."""
    for name in LOCKS:
        print(f"{name}.lock")
        call(
            [root / ".venv/bin/uv", "pip", "compile", *OPTIONS, f"{name}.in", "-o", f"{name}.lock"],
            root=root,
            remedy="Two demands in the .in files may contradict each other.",
        )
    return 0
