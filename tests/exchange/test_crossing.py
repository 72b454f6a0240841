"""Matters to and from SP4N-LAPOR: each once, numbers kept, what cannot cross on a list."""

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.verifying import verify
from kentongan.exchange.columns import ColumnsMissing
from kentongan.exchange.exporting import NEW_COLUMNS, hand_over, rows_of, tell_states
from kentongan.exchange.importing import take_over
from kentongan.exchange.linking import link
from kentongan.exchange.mapping import NoSuchType, remap
from kentongan.exchange.models import Batch, Crossing, Leftover
from kentongan.exchange.reading import NotATable, rows
from kentongan.exchange.writing import lines
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Role
from kentongan.places.directory import directory
from kentongan.toolbox.snapshots import forget_all
from tests.casework.test_story import FRIDAY, IN_MAWAR, user

pytestmark = pytest.mark.usefixtures("city")
LATER = FRIDAY + timedelta(hours=2)
LAMPS = "PERHUBUNGAN / PENERANGAN JALAN UMUM"
HEADINGS = "Nomor;Kategori;Judul;Isi Laporan;Kelurahan;Nama;No. HP;Anonim"
TABLE = [{"category": "perhubungan/Penerangan  jalan umum", "reference": "PJU-01"}]


@pytest.fixture(autouse=True)
def _mapped(city: object) -> None:
    remap(TABLE, by=None, at=FRIDAY)


def place() -> str:
    return directory().kelurahan[0].name


def their_file(*lines_: str, headings: str = HEADINGS) -> bytes:
    return "\r\n".join((headings, *lines_)).encode("utf-8-sig")


def lamp_row(number: str = "8012345", kelurahan: str = "") -> str:
    told = kelurahan or f"Kel. {place().upper()}"
    return f"{number};{LAMPS};Lampu mati;Sudah tiga hari;{told};Siti;081234567890;Ya"


def take(*lines_: str) -> Batch:
    return take_over(rows(their_file(*lines_)), by=None, at=FRIDAY)


def ours(words: str = "Lampu padam di depan pasar", **other: object) -> Case:
    report = Report("PJU-01", words, Channel.WEB, point=IN_MAWAR, **other)
    return take_in(report, at=FRIDAY).filing.case


def verified(case: Case) -> Case:
    verify(case, is_public=False, public_words="", by=_operator(), at=LATER)
    return Case.objects.get(pk=case.pk)


def _operator() -> object:
    from kentongan.people.models import User

    return User.objects.filter(username="alice").first() or user("alice", Role.OPERATOR, "setda")


def test_a_row_becomes_a_case_with_its_number_person_and_switches() -> None:
    batch = take(lamp_row())
    told = ServiceRequest.objects.get()
    assert (batch.crossed, batch.known, batch.left) == (1, 0, 0)
    assert told.channel == Channel.LAPOR
    assert told.words == "Lampu mati\nSudah tiga hari"
    assert told.is_anonymous
    assert told.reporter
    assert told.reporter.name == "Siti"
    assert told.crossing.number == "8012345"
    assert told.filing.case.jurisdiction.name == place()


def test_the_same_file_twice_changes_nothing() -> None:
    take(lamp_row())
    batch = take(lamp_row(), lamp_row())
    assert (batch.crossed, batch.known) == (0, 2)
    assert Case.objects.count() == 1


def test_a_row_without_number_or_words_is_listed_once_and_leaves_when_it_is_mended() -> None:
    numberless = f";{LAMPS};Tanpa nomor;Gelap;{place()};;;"
    wordless = f"3;{LAMPS};Lampu mati;;{place()};;;"
    for _reading in range(2):
        assert take(numberless, wordless).left == 2
    left = Leftover.objects.filter(settled_at=None)
    assert sorted(left.values_list("number", "why")) == [("", "number"), ("3", "words")]
    assert not Case.objects.exists()
    assert take(f"4{numberless}", wordless.replace(";;", ";Padam;", 1)).crossed == 2
    assert not left.exists()


def test_what_cannot_be_mapped_is_listed_and_settled_when_it_can() -> None:
    batch = take(
        "1;AGAMA / HAJI;Haji;Kapan berangkat;Mawar;;;",
        lamp_row("2", kelurahan="Negeri Antah"),
        f";{LAMPS};Tanpa nomor;Gelap;{place()};;;",
    )
    assert batch.left == 3
    left = dict(Leftover.objects.values_list("number", "why"))
    assert left == {"1": "category", "2": "place", "": "number"}
    take(lamp_row("2", kelurahan="Negeri Antah"))
    assert Leftover.objects.filter(number="2", settled_at=None).count() == 1
    take(lamp_row("2"))
    assert not Leftover.objects.filter(number="2", settled_at=None).exists()
    assert Crossing.objects.get().number == "2"


def test_a_row_with_too_many_words_is_left_and_the_next_is_taken() -> None:
    batch = take(f"1;{LAMPS};Lampu;{'gelap ' * 2000};{place()};;;", lamp_row("2"))
    assert (batch.crossed, batch.left) == (1, 1)
    assert Leftover.objects.get().why == "words"


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n\x00"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(NotATable):
        list(rows(data))


def test_a_file_without_the_needed_columns_says_which() -> None:
    with pytest.raises(ColumnsMissing, match="nomor"):
        list(rows(b"Judul,Isi\nLampu,Gelap\n"))


def test_headings_separators_and_encodings_of_others_are_understood() -> None:
    told = "Tracking ID\tUraian\tDesa\n77\tJalan berlubang\u2026 par\xe9\tMawar\n".encode("cp1252")
    assert list(rows(told)) == [
        {"number": "77", "words": "Jalan berlubang… paré", "kelurahan": "Mawar"}
    ]


def test_the_mapping_table_names_a_code_that_is_none() -> None:
    with pytest.raises(NoSuchType, match="XXX-99"):
        remap([{"category": "A / B", "reference": "XXX-99"}], by=None, at=FRIDAY)


def test_ours_go_over_once_and_their_batch_can_be_printed_again(national: None) -> None:
    verified(ours("Lampu padam, hubungi 081234567890"))
    batch = hand_over(by=None, at=LATER)
    first = list(lines(rows_of(batch), NEW_COLUMNS))
    assert first == list(lines(rows_of(batch), NEW_COLUMNS))
    row = next(csv.DictReader(StringIO("".join(first))))
    assert row["kategori"] == LAMPS
    assert row["status"] == "Proses"
    assert "0812" not in row["isi"]
    assert hand_over(by=None, at=LATER).crossed == 0


def test_unread_confidential_oversight_and_theirs_do_not_go_over(national: None) -> None:
    take(lamp_row())
    verified(Case.objects.get())
    ours()
    verified(ours("Rahasia", is_confidential=True))
    accused = verified(ours("Petugas minta uang"))
    oversee(accused, "Diduga pungli", by=_operator(), at=LATER)
    batch = hand_over(by=None, at=LATER)
    assert (batch.crossed, batch.left) == (0, 2)


def test_their_numbers_are_linked_once_and_contradictions_are_refused(national: None) -> None:
    case, other = verified(ours()), verified(ours("Gelap di gang"))
    hand_over(by=None, at=LATER)
    told = [{"reference": case.reference, "number": "900"}]
    assert link(told, by=None, at=LATER).linked == 1
    again = link(
        [*told, {"reference": other.reference, "number": "900"},
         {"reference": case.reference, "number": "901"}, {"reference": "KCXXXX", "number": "5"}],
        by=None, at=LATER,
    )  # fmt: skip
    assert (again.linked, again.known, len(again.refused)) == (0, 1, 3)


def test_how_theirs_stands_is_told_when_it_is_news_and_not_again() -> None:
    take(lamp_row())
    case = verified(Case.objects.get())
    (row,) = tell_states(by=None, at=LATER)
    assert (row["number"], row["state"]) == ("8012345", "Proses")
    assert tell_states(by=None, at=LATER) == []
    answer(case, "Dijadwalkan hari Senin", by=_operator(), at=LATER + timedelta(hours=1))
    (row,) = tell_states(by=None, at=LATER + timedelta(hours=2))
    assert row["answer"] == "Dijadwalkan hari Senin"


def test_the_journal_counts_what_crossed_and_names_nobody() -> None:
    take(lamp_row())
    entry = Entry.objects.get(kind="exchange.imported")
    assert entry.particulars == {"crossed": 1, "known": 0, "left": 0}


def test_a_cell_that_a_spreadsheet_would_run_is_written_as_words() -> None:
    (_, line) = lines([{"words": "=HYPERLINK(1)"}], ("words",))
    assert line.startswith("'=HYPERLINK")


@pytest.fixture
def national(city: object) -> None:
    """The lamp's type is named after a national category."""
    from kentongan.catalogue.models import ServiceType

    ServiceType.objects.filter(code="PJU-01").update(national=LAMPS)
    forget_all()


def test_a_file_of_the_size_of_a_year_is_read_row_by_row(tmp_path: Path) -> None:
    many = [f"{n};X / Y;Judul;Isi {n};{place()};;;" for n in range(1, 201)]
    batch = take(*many, lamp_row("9999"))
    assert (batch.crossed, batch.left) == (1, 200)
