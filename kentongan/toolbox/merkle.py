"""Merkle trees as in RFC 6962 (Certificate Transparency), with SHA-256: roots and inclusion proofs.

A leaf is hashed as ``H(00 | data)`` and a node as ``H(01 | left | right)``, so that no node passes
for a leaf. The left half of a tree is the largest power of two smaller than the whole.
"""

from collections.abc import Sequence
from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf's data, 32 bytes."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two hashes."""
    return sha256(NODE + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of the leaves; that of no leaves is ``H()``."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = _half(len(leaves))
    return node_hash(root(leaves[:half]), root(leaves[half:]))


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes beside the way from a leaf up to the root, the lowest first.

    :raises IndexError: if there is no such leaf
    """
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*path(leaves[:half], index), root(leaves[half:])]
    return [*path(leaves[half:], index - half), root(leaves[:half])]


def climb(leaf: bytes, index: int, size: int, beside: Sequence[bytes]) -> bytes | None:
    """Return the root that a leaf, its place and the hashes beside its way lead to.

    None if the way has the wrong length for a tree of that size.
    """
    found, step, last = leaf, index, size - 1
    for other in beside:
        if last == 0:
            return None
        if step % 2 or step == last:
            found = node_hash(other, found)
            while step % 2 == 0 and step:
                step, last = step // 2, last // 2
        else:
            found = node_hash(found, other)
        step, last = step // 2, last // 2
    return found if last == 0 and 0 <= index < size else None


def _half(count: int) -> int:
    return int(1 << (count - 1).bit_length() - 1)
