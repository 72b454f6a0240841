"""The page on which files of SP4N-LAPOR go to and fro."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.verifying import verify
from kentongan.exchange.mapping import remap
from kentongan.exchange.models import Batch, Crossing, Leftover
from kentongan.people.models import Role
from tests.casework.test_story import user
from tests.exchange.test_crossing import TABLE, lamp_row, their_file
from tests.statements import statements
from tests.workdesk.conftest import FRIDAY, AddUser, AtDesk


@pytest.fixture
def desk(add: AddUser, at_desk: AtDesk) -> Client:
    remap(TABLE, by=None, at=FRIDAY)
    return at_desk(add("rani", Role.ADMINISTRATOR, "setda"))


def send(desk: Client, what: str, data: bytes | None) -> object:
    file = {"file": SimpleUploadedFile("berkas.csv", data)} if data is not None else {}
    return desk.post(f"/meja/lapor/masuk/{what}", file)


def test_a_file_is_read_and_what_is_left_is_listed(desk: Client) -> None:
    answer = send(desk, "laporan", their_file(lamp_row(), "2;TOPIK LAIN;Judul;Isi;Mawar;;;"))
    assert answer.status_code == 303
    page = desk.get("/meja/lapor/").content.decode()
    assert "TOPIK LAIN" in page
    assert "berkas.csv" in page
    assert Case.objects.count() == 1


def test_a_file_that_is_none_is_said_beside_its_field(desk: Client) -> None:
    for data, said in ((b"\x00", "CSV"), (b"a,b\n1,2\n", "nomor"), (None, "Pilih berkas")):
        answer = send(desk, "laporan", data)
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_ours_are_drawn_up_and_downloaded_as_often_as_wanted(desk: Client) -> None:
    send(desk, "laporan", their_file(lamp_row()))
    case, operator = Case.objects.get(), user("alice", Role.OPERATOR, "setda")
    verify(case, is_public=False, public_words="", by=operator, at=timezone.now())
    assert desk.post("/meja/lapor/keluar").status_code == 303
    batch = Batch.objects.get(direction="out")
    first, second = (desk.get(f"/meja/lapor/keluar/{batch.pk}.csv").getvalue() for _ in range(2))
    assert first == second
    assert first.startswith(b"referensi,")
    states = desk.post("/meja/lapor/status").getvalue().decode()
    assert "8012345" in states
    assert "8012345" not in desk.post("/meja/lapor/status").getvalue().decode()


def test_the_mapping_table_and_the_numbers_are_read(desk: Client) -> None:
    answer = send(desk, "padanan", b"kategori,referensi\nTOPIK LAIN,PJU-01\n")
    assert answer.status_code == 303
    send(desk, "laporan", their_file("2;TOPIK LAIN;Judul;Isi;Mawar;;;"))
    assert Crossing.objects.get().number == "2"
    assert send(desk, "nomor", b"referensi,nomor\nKCNONE,5\n").status_code == 303


def test_nobody_else_finds_the_page(add: AddUser, at_desk: AtDesk) -> None:
    for role in (Role.OPERATOR, Role.HEAD, Role.COUNCIL, Role.SUPERVISOR):
        desk = at_desk(add(f"x{role}", role, "setda"))
        assert desk.get("/meja/lapor/").status_code == 404
        assert desk.post("/meja/lapor/keluar").status_code == 404
    assert not Batch.objects.exists()


def test_the_page_costs_the_same_however_much_is_left(desk: Client) -> None:
    desk.get("/meja/lapor/")
    with statements() as few:
        desk.get("/meja/lapor/")
    batch = Batch.objects.create(direction="in", at=FRIDAY)
    Leftover.objects.bulk_create(
        Leftover(number=str(n), batch=batch, why="place", row={"title": "x"}) for n in range(80)
    )
    with statements() as many:
        page = desk.get("/meja/lapor/").content.decode()
    assert len(few) == len(many)
    assert "Masih ada lagi" in page
