"""Every sentence a visitor may read is there in Indonesian too."""

import pytest

from kentongan.config.wording import Wording, rooms


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_every_sentence_of_a_room_is_translated(room: Wording) -> None:
    assert list(room.missing()) == []
