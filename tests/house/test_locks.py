"""What is installed is pinned by its hash, and no file of ours names a registry."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
LISTED = [*LOCKS, *sorted(ROOT.glob("requirements*.in")), ROOT / "package-lock.json"]
HOST = re.compile(r"https?://[^\s\"']+")
INDEX = re.compile(r"^\s*--(index-url|extra-index-url|find-links|trusted-host)", re.MULTILINE)


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.name)
def test_a_lock_names_no_registry(path: Path) -> None:
    text = path.read_text()
    if path.name == "package-lock.json":
        text = json.dumps(_without_funding(json.loads(text)))
    assert HOST.findall(text) == []
    assert INDEX.findall(text) == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_part_is_pinned_with_its_hash(path: Path) -> None:
    entries = path.read_text().replace("\\\n", " ").splitlines()
    unpinned = [line for line in entries if line.strip() and "==" not in line]
    unhashed = [line for line in entries if line.strip() and "--hash=sha256:" not in line]
    assert entries
    assert unpinned == []
    assert unhashed == []


def test_every_page_part_is_pinned_with_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    parts = {name: part for name, part in packages.items() if name}
    assert [name for name, part in parts.items() if "integrity" not in part] == []
    assert [name for name, part in parts.items() if "resolved" in part] == []


def test_npm_is_told_to_leave_addresses_out() -> None:
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text().split()


def test_the_tests_run_with_the_same_parts_as_the_city() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def _without_funding(lock: dict[str, object]) -> dict[str, object]:
    """Leave out whom the authors of a part ask to be paid by: no registry, and theirs to say."""
    packages = lock["packages"]
    assert isinstance(packages, dict)
    kept = {
        name: {key: value for key, value in part.items() if key != "funding"}
        for name, part in packages.items()
    }
    return lock | {"packages": kept}
