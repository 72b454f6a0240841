"""A citizen with a browser that runs no scripts."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.conftest import TEST_DATABASE_URL
from tests.databases import with_the_city
from tests.journeys.running import Running, running


class Form(HTMLParser):
    """The fields of the report's form, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("method") == "post"
        if not self._inside:
            return
        name = given.get("name")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind == "file" or (kind in {"radio", "checkbox"} and "checked" not in given):
                return
            self.fields.append((name, given.get("value") or ""))
        if tag == "textarea" and name:
            self._area = name
            self.fields.append((name, ""))
        if tag == "select" and name:
            self._select = name
        if tag == "option" and "selected" in given and self._select:
            self.fields.append((self._select, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            name, value = self.fields[-1]
            self.fields[-1] = (name, value + data)


class Citizen:
    """Fills in the form that was shown last and presses a button."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.page = HttpResponse()

    @property
    def text(self) -> str:
        return self.page.content.decode()

    @property
    def fields(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in Form(self.text).fields:
            found.setdefault(name, []).append(value.removeprefix("\n"))
        return found

    def opens(self, address: str = "/lapor/") -> HttpResponse:
        self.page = self.client.get(address)
        return self.page

    def presses(self, go: str = "next", **changed: object) -> HttpResponse:
        given: dict[str, object] = {**self.fields, "go": go, **changed}
        sent = {name: value for name, value in given.items() if value is not None}
        self.page = self.client.post("/lapor/", sent)
        return self.page

    def says(self, words: str = "Lampu jalan depan pasar padam", kind: str = "PJU-01") -> None:
        """Walk through the first step."""
        self.opens()
        self.presses(words=words, kind=kind)
        if "Di mana" not in self.text:
            self.presses()

    def is_at(self, place: str = "99.71.01.1001") -> None:
        """Walk through the second step."""
        self.presses(kelurahan=place)

    def code(self) -> str:
        """The tracking code that the last answer led to."""
        found = re.fullmatch(r"/t/([0-9A-Z-]{14})/\?baru=1", self.page["Location"])
        assert found, self.page["Location"]
        return found[1]


@pytest.fixture
def citizen(city: object) -> Citizen:
    return Citizen()


@pytest.fixture(scope="package")
def live(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The example city, served by the real server."""
    database = with_the_city(TEST_DATABASE_URL, "frontdesk")
    with running(database, tmp_path_factory.mktemp("frontdesk")) as here:
        yield here


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    return tmp_path / "media"
