"""A head of kelurahan who prints forms, and sheets that come back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.paper.models import PaperBatch, PaperForm
from kentongan.paper.printing import print_batch
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.workdesk.conftest import AddUser, add, at_desk

__all__ = ["add", "at_desk"]

PRINTED = moment("2026-03-02 10:00")
NOW = moment("2026-03-13 09:00")
A_DAY = timedelta(days=1)
MAWAR = "99.71.01.1001"
PrintForms = Callable[..., list[PaperForm]]


@pytest.fixture
def lurah(add: AddUser) -> User:
    return add("lurah", Role.HEAD, MAWAR)


@pytest.fixture
def alice(add: AddUser) -> User:
    return add("alice", Role.OPERATOR, "setda")


@pytest.fixture
def forms(lurah: User) -> PrintForms:
    """Print forms: `forms(3)`."""

    def make(size: int = 1, occasion: str = "") -> list[PaperForm]:
        unit = directory().unit_by_code[MAWAR]
        batch: PaperBatch = print_batch(size, unit, occasion, by=lurah, at=PRINTED)
        return list(batch.forms.order_by("pk"))

    return make


@pytest.fixture
def form(forms: PrintForms) -> PaperForm:
    return forms(1)[0]


def lamp(words: str = "Lampu di depan pos ronda padam", **more: object) -> Report:
    told = {"kelurahan": MAWAR, "person": Person(name="Ani Contoh"), **more}
    return Report("PJU-01", words, Channel.PAPER, **told)  # type: ignore[arg-type]
