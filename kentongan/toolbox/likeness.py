"""How alike two pictures are: perceptual hashes of 64 bits, and how to find near ones by index.

A hash is cut into four bands of 16 bits. Two hashes that differ in at most seven bits have a band
in which they differ in at most one (four bands with two each would make eight), so whoever looks
up the 17 values within one bit of each band finds every one of them: 68 probes of an index,
however many pictures there are (Norouzi, Punjani and Fleet, "Fast search in Hamming space with
multi-index hashing", CVPR 2012).
"""

from django.db.models import F, Index, Q

BITS = 64
BAND_BITS = 16
BANDS = BITS // BAND_BITS
NEAR = 7
"""Bits within which a search by band misses nothing."""
_BAND_MASK = (1 << BAND_BITS) - 1
_WHOLE_MASK = (1 << BITS) - 1


def signed(bits: int) -> int:
    """Return a hash as PostgreSQL's bigint holds it."""
    return bits - (1 << BITS) if bits >> (BITS - 1) else bits


def difference(one: int, other: int) -> int:
    """Return in how many bits two hashes differ, 0 to 64."""
    return ((one ^ other) & _WHOLE_MASK).bit_count()


def probes(likeness: int) -> list[list[int]]:
    """Return for each band, the lowest first, the values to look up."""
    return [_within_one_bit((likeness >> shift) & _BAND_MASK) for shift in _shifts()]


def _within_one_bit(band: int) -> list[int]:
    return [band, *(band ^ (1 << bit) for bit in range(BAND_BITS))]


def _shifts() -> range:
    return range(0, BITS, BAND_BITS)


def band_of(column: str, number: int) -> str:
    """Return the SQL of a band exactly as its index has it; constants, or it would not be used."""
    return f"(({column} >> {number * BAND_BITS}) & {_BAND_MASK})"


def band_indexes(name: str) -> list[Index]:
    """Return the indexes of a model's column `likeness`: `<name>_band_0` and so on."""
    return [
        Index(
            F("likeness").bitrightshift(shift).bitand(_BAND_MASK),
            condition=Q(likeness__isnull=False),
            name=f"{name}_band_{number}",
        )
        for number, shift in enumerate(_shifts())
    ]
