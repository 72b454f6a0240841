"""The words of each room and their translations.

English stands in the code; each room keeps its other languages in its own ``locale`` folder.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.plurals import PLURALS
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGES = ("id",)  # English is the language of the code
WIDTH = 100
METHODS = [
    ("**/migrations/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.*", "jinja2"),
    ("**/jinja2/**.*", "jinja2"),
]
JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}
CHATTER = tuple(
    f'"{name}:'.encode()
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

# Babel does not know that Indonesian has one form for any count, and would leave "4 hours" English.
PLURALS.setdefault("id", (1, "0"))


class Wording:
    """The wording of one room."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name

    def collected(self) -> Catalog:
        """Read every message out of the room's code and templates."""
        catalog = Catalog(project="Kentongan", charset="utf-8")
        options = {"**/templates/**.*": JINJA, "**/jinja2/**.*": JINJA}
        found = extract_from_dir(
            self.folder, METHODS, options, keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for file, _line, message, comments, context in found:
            # Lines are left out: they would change with every edit of the code.
            place = [(f"kentongan/{self.name}/{file}", 0)]
            catalog.add(message, None, place, auto_comments=comments, context=context)
        return catalog

    def extract(self) -> list[Path]:
        """Bring the room's .po files up to date; new messages wait there without a translation."""
        collected = self.collected()
        if not len(collected):
            return []
        return [self._update(language, collected) for language in LANGUAGES]

    def compile(self) -> int:
        """Build what gettext reads; gives the number of files."""
        sources = sorted(self.folder.glob("locale/*/LC_MESSAGES/django.po"))
        for source in sources:
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, _read(source, source.parents[1].name))
        return len(sources)

    def missing(self) -> Iterator[str]:
        """Say in one line each what is not translated, or translated with wrong placeholders."""
        collected = self.collected()
        for language in LANGUAGES:
            translated = _read(self._path(language), language)
            for message in collected:
                fault = _fault(message, translated) if message.id else None
                if fault:
                    yield f"{self.name} [{language}] {fault}: {message.id!r}"

    def _path(self, language: str) -> Path:
        return self.folder / "locale" / language / "LC_MESSAGES" / "django.po"

    def _update(self, language: str, collected: Catalog) -> Path:
        path = self._path(language)
        catalog = _read(path, language)
        catalog.update(collected, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_written(catalog))
        return path


def rooms() -> list[Wording]:
    """Give the wording of every room."""
    return [Wording(path.parent) for path in sorted(PACKAGE.glob("*/__init__.py"))]


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="Kentongan", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _written(catalog: Catalog) -> bytes:
    """Write a catalogue without dates and names: who changed what, and when, the history tells."""
    catalog.header_comment, catalog.fuzzy = "", False
    file = BytesIO()
    write_po(file, catalog, width=WIDTH, sort_by_file=True, include_lineno=False)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(CHATTER)).lstrip()


def _fault(message: Message, translated: Catalog) -> str | None:
    own = translated.get(message.id, message.context)
    words = own.string if own else ""
    complete = all(words) if isinstance(words, tuple | list) else words
    if own is None or not complete:
        return "not translated"
    if own.fuzzy:
        return "marked as uncertain"
    own.flags |= message.flags
    faults = own.check(translated)
    return str(faults[0]) if faults else None
