"""What looks personal in words that everybody is to read."""

import pytest

from kentongan.casework.revealing import covered, findings


@pytest.mark.parametrize(
    "words",
    [
        "021-5551234",
        "Rumput tinggi 021 5551234",
        "(021) 555 1234",
        "0251 8323456",
        "ketua RT 5551234",
        "WA 5551234",
        "telepon 5578123",
        "Hubungi saya 555 1234",
    ],
)
def test_a_landline_is_found_wherever_it_stands(words: str) -> None:
    assert findings(words, ()) == ["phone"]
    assert "555" not in covered(words).replace("[", "")


@pytest.mark.parametrize(
    "words",
    [
        "Jalan rusak sejak 2021-2022",
        "harga 25.000.000 rupiah",
        "Lampu mati 3 hari di RT 03/05 no 12",
        "Tiang PJU no 0215",
        "pukul 07.30 sampai 021",
        "Telepon tidak diangkat sejak 12 November",
        "kode pos 15111, blok 1234567",
    ],
)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert findings(words, ()) == []
    assert covered(words) == words
