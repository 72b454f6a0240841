"""A picture is recognised by index, however long the history."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kentongan.casework.recognising import STATEMENT, _values
from kentongan.toolbox.likeness import BAND_BITS, BITS, NEAR, difference, probes, signed

HASH = st.integers(min_value=0, max_value=2**BITS - 1)
FLIPPED = st.sets(st.integers(min_value=0, max_value=BITS - 1), max_size=NEAR)


@given(HASH, FLIPPED)
def test_any_two_hashes_within_seven_bits_meet_in_a_band(bits: int, flipped: set[int]) -> None:
    other = bits
    for bit in flipped:
        other ^= 1 << bit
    bands = [(other >> shift) & (2**BAND_BITS - 1) for shift in range(0, BITS, BAND_BITS)]
    assert any(band in wanted for band, wanted in zip(bands, probes(signed(bits)), strict=True))
    assert difference(signed(bits), signed(other)) == len(flipped)


@given(HASH)
def test_a_hash_fits_the_databases_signed_column(bits: int) -> None:
    assert -(2**63) <= signed(bits) < 2**63
    assert signed(bits) % 2**BITS == bits


@pytest.mark.usefixtures("city")
def test_every_way_in_is_an_index() -> None:
    values = {**_values("ab" * 32, -12345), "case": 1, "claim": 1, "with_oversight": False}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {STATEMENT}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    for table in ("photo", "party_photo", "proof"):
        for band in range(4):
            assert f"{table}_band_{band}" in plan
        assert f"{table}s_alike" in plan
    assert "Seq Scan" not in plan
