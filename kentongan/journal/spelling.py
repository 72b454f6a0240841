"""How an entry and a seal are written down to be hashed: one text, the same for everybody.

JSON with sorted keys, no spaces, UTF-8 as it is; moments in UTC with six decimals and a `Z`.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from kentongan.journal.models import Entry
from kentongan.toolbox.merkle import leaf_hash

LEAF_BYTES = 40


def canonical(told: dict[str, Any]) -> str:
    """Return the one text of a mapping."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def moment(at: datetime) -> str:
    """Return a moment as it is written down, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_text(entry: Entry) -> str:
    """Return an entry as it is sealed: everything its row holds."""
    return canonical(
        {
            "id": entry.pk,
            "xact": entry.xact,
            "at": moment(entry.at),
            "kind": entry.kind,
            "by": entry.by_id,
            "about": [entry.about, entry.about_id],
            "particulars": entry.particulars,
        }
    )


def entry_leaf(entry: Entry) -> bytes:
    """Return the hash of an entry's leaf."""
    return leaf_hash(entry_text(entry).encode())


def pack(entries: list[Entry]) -> bytes:
    """Return the list of a batch as `Seal.leaves` keeps it."""
    return b"".join(entry.pk.to_bytes(8, "big") + entry_leaf(entry) for entry in entries)


def unpack(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the id and the leaf hash of each entry of a batch, in order."""
    for start in range(0, len(leaves), LEAF_BYTES):
        yield (
            int.from_bytes(leaves[start : start + 8], "big"),
            bytes(leaves[start + 8 : start + LEAF_BYTES]),
        )
