"""Wording is collected from code and templates, kept, checked and built."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from kentongan.config.wording import Wording

CODE = """
from django.utils.translation import gettext as _, ngettext_lazy, pgettext_lazy
_("Street lamp")
ngettext_lazy("%(count)d report", "%(count)d reports", "count")
pgettext_lazy("verb", "Answer")
"""
TEMPLATE = """
{% trans place=place %}
  Reported
  in {{ place }}
{% endtrans %}
"""


@pytest.fixture
def room(tmp_path: Path) -> Wording:
    templates = tmp_path / "room" / "templates" / "room"
    templates.mkdir(parents=True)
    (tmp_path / "room" / "lamps.py").write_text(CODE)
    (templates / "page.html").write_text(TEMPLATE)
    return Wording(tmp_path / "room")


def translate(room: Wording, translations: dict[str, str | tuple[str, ...]]) -> Path:
    path = room.folder / "locale/id/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale="id")
    for message in catalog:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        if key in translations:
            message.string = translations[key]
    with path.open("wb") as file:
        write_po(file, catalog)
    return path


ALL = {
    "Street lamp": "Lampu jalan",
    "%(count)d report": ("%(count)d laporan",),
    "Answer": "Jawab",
    "Reported in %(place)s": "Dilaporkan di %(place)s",
}


def test_code_and_templates_are_both_read(room: Wording) -> None:
    found = {message.id[0] if isinstance(message.id, tuple) else message.id
             for message in room.collected() if message.id}  # fmt: skip
    assert found == set(ALL)


def test_what_is_not_translated_is_named(room: Wording) -> None:
    room.extract()
    translate(room, {key: words for key, words in ALL.items() if key != "Answer"})
    assert list(room.missing()) == ["room [id] not translated: 'Answer'"]


def test_a_lost_placeholder_is_a_fault(room: Wording) -> None:
    room.extract()
    translate(room, ALL | {"Reported in %(place)s": "Dilaporkan di %(tempat)s"})
    (fault,) = room.missing()
    assert "Reported in" in fault


def test_translations_survive_another_collecting(room: Wording) -> None:
    room.extract()
    path = translate(room, ALL)
    (room.folder / "more.py").write_text('_("New words")')
    room.extract()
    assert list(room.missing()) == ["room [id] not translated: 'New words'"]
    before = path.read_bytes()
    room.extract()
    assert path.read_bytes() == before


def test_what_is_built_can_be_read(room: Wording) -> None:
    room.extract()
    path = translate(room, ALL)
    assert room.compile() == 1
    with path.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Street lamp") == "Lampu jalan"
    assert words.pgettext("verb", "Answer") == "Jawab"
    assert words.ngettext("%(count)d report", "%(count)d reports", 3) == "%(count)d laporan"
