"""An e-mail nobody can smuggle a header into."""

from email import message_from_bytes
from email.policy import default

import pytest

from kentongan.mailroom.enveloping import envelop
from kentongan.mailroom.parcels import Parcel, Rejected
from tests.conftest import moment

WRITTEN = moment("2026-03-13 09:00")


def parcel(**other: str) -> Parcel:
    facts = {
        "key": "letter-7@contoh.invalid",
        "to": "siti@contoh.invalid",
        "subject": "Laporan KC1: selesai",
        "text": "Terima kasih – é.\n\nhttp://contoh.invalid/t/ABCD-2345-EFGH/\n" + "panjang " * 200,
        "language": "id",
        "sender": "no-reply@contoh.invalid",
        "sender_name": "Kota Contoh",
    }
    return Parcel(written_at=WRITTEN, **(facts | other))  # type: ignore[arg-type]


def test_an_envelope_says_who_when_and_that_a_machine_wrote_it() -> None:
    mail = message_from_bytes(envelop(parcel()).as_bytes(), policy=default)
    assert mail["Message-ID"] == "<letter-7@contoh.invalid>"
    assert mail["From"] == "Kota Contoh <no-reply@contoh.invalid>"
    assert mail["Date"].datetime == WRITTEN
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "id")
    assert mail.get_content().startswith("Terima kasih – é.")
    assert all(len(line) < 998 for line in envelop(parcel()).as_bytes().splitlines())


def test_the_same_letter_is_the_same_bytes() -> None:
    assert envelop(parcel()).as_bytes() == envelop(parcel()).as_bytes()


@pytest.mark.parametrize(
    "address",
    [
        "siti@contoh.invalid\r\nBcc: semua@contoh.invalid",
        "siti@contoh.invalid\nBcc: semua@contoh.invalid",
        "siti@contoh.invalid, budi@contoh.invalid",
        "Siti <siti@contoh.invalid>",
        "siti",
        "@",
        "",
        "siti@",
    ],
)
def test_an_address_that_is_more_or_less_than_one_is_rejected(address: str) -> None:
    with pytest.raises(Rejected) as told:
        envelop(parcel(to=address))
    assert "siti" not in str(told.value)


@pytest.mark.parametrize("field", ["sender_name", "subject"])
def test_a_line_break_in_a_name_or_subject_starts_no_header(field: str) -> None:
    raw = envelop(parcel(**{field: "Kota\r\nBcc: semua@contoh.invalid\nX: y"})).as_bytes()
    mail = message_from_bytes(raw, policy=default)
    assert mail["Bcc"] is None
    assert mail["X"] is None
    assert "Bcc: semua" in str(mail["From" if field == "sender_name" else "Subject"])
