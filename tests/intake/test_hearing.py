"""A message is kept as it came, once, whatever is wrong with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kentongan.intake import attaching, hearing, photo_files
from kentongan.intake.hearing import MOST_IN_AN_HOUR, Heard, hear, rebuff
from kentongan.intake.messages import InboundMessage, Medium, Rebuff, WhyAside
from kentongan.journal.models import Entry
from kentongan.toolbox.words import LONGEST
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
FRIDAY = moment("2026-03-13 09:00")
HEARD = Heard(Medium.WHATSAPP, "wamid.1", "62 812-3456-7890", "Siti", FRIDAY, "Lampu jln padam")


def test_a_message_waits_to_be_worked_with_one_entry() -> None:
    kept = hear(HEARD, at=FRIDAY)
    again = InboundMessage.objects.get()
    assert (again.sender, again.text, again.next_try_at) == (
        "+6281234567890",
        "Lampu jln padam",
        FRIDAY,
    )
    entry = Entry.objects.get(kind="message.received")
    assert (entry.about_id, entry.particulars) == (kept.pk, {"channel": "whatsapp", "aside": ""})
    assert not kept.is_repeat


def test_the_same_message_a_thousand_times_is_one_row_and_one_entry() -> None:
    first = hear(HEARD, at=FRIDAY)
    for _ in range(1000):
        again = hear(replace(HEARD, text="anders"), at=FRIDAY)
        assert (again.pk, again.is_repeat) == (first.pk, True)
    told = Entry.objects.filter(kind="message.received")
    assert InboundMessage.objects.count() == told.count() == 1


def test_the_same_id_on_another_channel_is_another_message() -> None:
    hear(HEARD, at=FRIDAY)
    assert not hear(replace(HEARD, channel=Medium.SMS), at=FRIDAY).is_repeat


@pytest.mark.parametrize("sender", ["081234567890", "+62 812 3456 7890", "006281234567890"])
def test_a_number_is_one_sender_however_it_is_spelled(sender: str) -> None:
    assert hear(replace(HEARD, sender=sender), at=FRIDAY).sender == "+6281234567890"


def test_five_megabytes_of_text_are_cut_only_where_they_are_read() -> None:
    text = "tolong " * 750_000
    kept = hear(replace(HEARD, text=text, raw=text.encode()), at=FRIDAY)
    row = InboundMessage.objects.get(pk=kept.pk)
    assert (len(row.text), row.fault) == (LONGEST, WhyAside.TOO_LONG)
    assert bytes(row.raw) == text.encode()


def test_what_the_database_cannot_hold_is_left_out() -> None:
    odd = replace(HEARD, channel_message_id="x\0" * 300, text="a\0b\ud800", sender_name="S\0i" * 90)
    kept = hear(replace(odd, media=[attaching.Attachment("\0", "\0")]), at=FRIDAY)
    assert (kept.text, len(kept.channel_message_id)) == ("ab", 64)
    assert hear(odd, at=FRIDAY).is_repeat


def test_a_flood_waits_once_to_be_told_so_and_is_then_set_aside_as_it_comes() -> None:
    for number in range(MOST_IN_AN_HOUR + 5):
        hear(replace(HEARD, channel_message_id=str(number)), at=FRIDAY)
    hear(replace(HEARD, channel_message_id="x", sender="0811111111"), at=FRIDAY)
    floods = InboundMessage.objects.filter(fault=WhyAside.FLOOD)
    assert (floods.count(), floods.filter(set_aside_because=WhyAside.FLOOD).count()) == (5, 4)
    assert InboundMessage.objects.filter(fault="").count() == MOST_IN_AN_HOUR + 1
    later = hear(replace(HEARD, channel_message_id="later"), at=FRIDAY + timedelta(hours=1))
    assert later.fault == ""


def test_an_automatic_reply_is_set_aside_without_a_word() -> None:
    kept = hear(replace(HEARD, fault=WhyAside.AUTOMATIC), at=FRIDAY)
    assert (kept.next_try_at, kept.set_aside_because) == (None, WhyAside.AUTOMATIC)


def test_wrong_signatures_are_counted_by_day() -> None:
    for hours in (0, 1, 20):
        rebuff("whatsapp", Rebuff.Why.SIGNATURE, at=FRIDAY + timedelta(hours=hours))
    counted = [(row.day.day, row.count) for row in Rebuff.objects.order_by("day")]
    assert counted == [(13, 2), (14, 1)]
    assert not InboundMessage.objects.exists()


def test_an_attachment_is_kept_by_its_hash_and_one_too_large_is_named_only() -> None:
    kept = attaching.attach("foto.jpg", "image/jpeg", b"xyz")
    assert (photo_files.folder() / kept.file).read_bytes() == b"xyz"
    large = attaching.attach("film.mp4", "video/mp4", b"x" * (attaching.LARGEST + 1))
    assert (large.file, large.fault) == ("", "too_big")
    assert hearing.hear(replace(HEARD, media=[kept]), at=FRIDAY).media[0]["file"] == kept.file
