"""The pages of the paper forms: print, collect, type sheet after sheet, look up, follow."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from kentongan.casework.erasing import erase
from kentongan.casework.models import Case, IdentityLook
from kentongan.catalogue.shelf import shelf
from kentongan.config.duties import DUTIES
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.journal.models import Entry
from kentongan.paper.drafting import forget_drafts
from kentongan.paper.models import PaperArrival, PaperBatch, PaperDraft, PaperEnd, PaperForm
from kentongan.paper.numbers import written
from kentongan.paper.printing import print_batch
from kentongan.people.models import Role, User
from kentongan.people.pressing import SAME_FOR
from kentongan.places.directory import directory
from kentongan.workdesk.paper.place import MOST_AT_ONCE
from tests.paper.conftest import MAWAR
from tests.statements import statements
from tests.workdesk.conftest import AddUser, AtDesk

TYPED = {
    "go": "enter",
    "words": "Lampu di depan pos ronda padam sejak Senin",
    "kind": "PJU-01",
    "kelurahan": MAWAR,
    "address": "Jalan Contoh 3",
    "rt": "02",
    "rw": "05",
    "name": "Ani Contoh",
    "phone": "0812 0000 0000",
}
PEN = "/meja/kertas/isi"


@pytest.fixture
def desk(lurah: User, at_desk: AtDesk) -> Client:
    return at_desk(lurah)


@pytest.fixture
def form(lurah: User) -> PaperForm:
    """Printed just now: these pages read the real clock."""
    return printed(lurah)[0]


def printed(by: User, size: int = 1) -> list[PaperForm]:
    unit = directory().unit_by_code[MAWAR]
    return list(print_batch(size, unit, by=by, at=timezone.now()).forms.order_by("pk"))


def picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (300, 400), "white").save(data, "JPEG")
    return SimpleUploadedFile("lembar.jpg", data.getvalue(), "image/jpeg")


def test_a_batch_is_printed_and_its_file_is_the_same_as_often_as_it_is_opened(
    desk: Client,
) -> None:
    answer = desk.post("/meja/kertas/cetakan", {"size": "3", "unit": MAWAR, "occasion": "Rapat RW"})
    assert answer.status_code == 303
    batch = PaperBatch.objects.get()
    page = desk.get("/meja/kertas/").content.decode()
    assert "Rapat RW" in page
    first, second = (desk.get(f"/meja/kertas/{batch.pk}.pdf") for _ in range(2))
    assert first["Content-Type"] == "application/pdf"
    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    assert first.content.count(b"/Type /Page\n") == 3 or b"/Count 3" in first.content


@pytest.mark.parametrize("size", ["", "0", "501", "banyak", "1e9", "٣"])
def test_a_size_that_is_none_is_said_beside_its_field(desk: Client, size: str) -> None:
    answer = desk.post("/meja/kertas/cetakan", {"size": size, "unit": MAWAR, "occasion": "Rapat"})
    assert answer.status_code == 422
    assert 'value="Rapat"' in answer.content.decode()
    assert not PaperBatch.objects.exists()


def test_a_sheet_becomes_a_report_and_the_next_one_begins_with_its_place(
    desk: Client, form: PaperForm
) -> None:
    sent = {**TYPED, "number": f"http://testserver/k/{form.number}", "pictures": picture()}
    assert desk.post(PEN, sent).status_code == 303
    told = ServiceRequest.objects.get()
    assert (told.channel, told.address) == ("paper", "Jalan Contoh 3, RT 02, RW 05")
    assert told.reporter is not None
    assert told.reporter.phone == "+6281200000000"
    assert Photo.objects.get().is_record
    page = desk.get(PEN).content.decode()
    assert told.reference in page
    assert told.spoken_code not in page  # it is told on the page of the form, and that is noted
    assert written(form.number) in page
    assert PaperDraft.objects.get().typed == {"kelurahan": MAWAR}


@pytest.mark.parametrize(
    "change",
    [
        {"number": "1234-567A"},
        {"number": ""},
        {"kind": ""},
        {"kelurahan": "", "address": ""},
        {"phone": "12"},
        {"received": "kemarin"},
        {"received": "2999-01-01"},
        {"received": "2020-01-01"},
        {"written": "2999-01-01"},
    ],
)
def test_a_refusal_stands_beside_its_field_and_loses_nothing(
    desk: Client, form: PaperForm, change: dict[str, str]
) -> None:
    answer = desk.post(PEN, {**TYPED, "number": form.number, **change, "pictures": picture()})
    assert answer.status_code in {404, 409, 422}
    page = answer.content.decode()
    assert 'value="Jalan Contoh 3"' in page or not change.get("address", "x")
    assert 'name="attached"' in page
    assert 'class="error"' in page
    assert PaperDraft.objects.get().typed["words"] == TYPED["words"]
    assert not ServiceRequest.objects.exists()


def test_a_sheet_without_words_needs_at_least_its_picture(desk: Client, form: PaperForm) -> None:
    sent = {**TYPED, "number": form.number, "words": ""}
    assert desk.post(PEN, sent).status_code == 422
    assert desk.post(PEN, {**sent, "pictures": picture()}).status_code == 303


def test_what_was_entered_or_void_is_refused_and_says_which(desk: Client, lurah: User) -> None:
    done, lost = printed(lurah, 2)
    desk.post(PEN, {**TYPED, "number": done.number})
    case = Case.objects.get()
    again = desk.post(PEN, {**TYPED, "words": "Kata lain", "number": done.number})
    assert again.status_code == 409
    assert case.reference in again.content.decode()
    assert "Kata lain" in again.content.decode()
    desk.post(f"/meja/kertas/formulir/{lost.number}/batal", {"why": "lost"})
    refused = desk.post(PEN, {**TYPED, "number": lost.number})
    assert refused.status_code == 409
    assert f"/meja/kertas/formulir/{lost.number}/" in refused.content.decode()
    desk.post(f"/meja/kertas/formulir/{lost.number}/pulih")
    assert desk.post(PEN, {**TYPED, "number": lost.number}).status_code == 303


def test_a_case_that_is_not_before_somebody_is_not_named_to_them(
    desk: Client, form: PaperForm, add: AddUser, at_desk: AtDesk
) -> None:
    desk.post(PEN, {**TYPED, "number": form.number})
    elsewhere = at_desk(add("charlie", Role.HEAD, "99.71.02.1001"))
    case, told = Case.objects.get(), ServiceRequest.objects.get()
    for page in (
        elsewhere.get(f"/meja/kertas/formulir/{form.number}/"),
        elsewhere.post(PEN, {**TYPED, "number": form.number}),
        elsewhere.post(f"/meja/kertas/formulir/{form.number}/kode"),
    ):
        assert case.reference not in page.content.decode()
        assert told.spoken_code not in page.content.decode()


def test_without_a_script_the_number_is_looked_at_by_sending_the_form(
    desk: Client, form: PaperForm
) -> None:
    page = desk.post(PEN, {**TYPED, "go": "look", "number": form.number})
    assert page.status_code == 200
    assert "Kelurahan Mawar" in page.content.decode()
    part = desk.get("/meja/kertas/bantuan/sheet", {"number": form.number})
    assert 'id="sheet"' in part.content.decode()
    assert desk.get("/meja/kertas/bantuan/known").status_code == 404
    assert not ServiceRequest.objects.exists()


def test_many_sheets_are_noted_at_once_and_those_that_cannot_be_stay_in_the_box(
    desk: Client, lurah: User
) -> None:
    one, two, three = printed(lurah, 3)
    lines = f"{one.number}\r\nhttp://x/k/{two.number}\n"
    assert desk.post("/meja/kertas/penerimaan", {"numbers": lines}).status_code == 303
    assert PaperArrival.objects.count() == 2
    answer = desk.post(
        "/meja/kertas/penerimaan", {"numbers": f"{one.number}\n1234-567A\n{three.number}"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1234-567A" in page
    assert three.number not in page
    assert PaperArrival.objects.count() == 3


def test_of_more_than_can_be_noted_at_once_the_rest_stays_in_the_box(
    desk: Client, form: PaperForm
) -> None:
    lines = "\n".join([*["?"] * MOST_AT_ONCE, form.number])
    answer = desk.post("/meja/kertas/penerimaan", {"numbers": lines})
    assert answer.status_code == 422
    assert form.number in answer.content.decode()
    assert not PaperArrival.objects.exists()


@pytest.mark.parametrize("who", [{}, {"name": "", "phone": ""}])
def test_a_picture_of_a_sheet_is_shown_after_a_look_that_is_kept(
    desk: Client, form: PaperForm, add: AddUser, at_desk: AtDesk, who: dict[str, str]
) -> None:
    desk.post(PEN, {**TYPED, "number": form.number, "pictures": picture(), **who})
    told, photo = ServiceRequest.objects.get(), Photo.objects.get()
    alice = at_desk(add("alice", Role.OPERATOR, "setda"))
    address = f"/meja/kasus/{told.reference}/"
    assert photo.digest not in alice.get(address).content.decode()
    assert alice.get(f"{address}foto/{photo.pk}").status_code == 404
    asked = {"voice": told.pk, "reason": "contact"}
    assert photo.digest in alice.post(f"{address}identitas", asked).content.decode()
    assert IdentityLook.objects.count() == 1
    assert photo.digest not in alice.get(address).content.decode()


def test_a_picture_of_a_sheet_goes_with_who_wrote_it(
    desk: Client, form: PaperForm, add: AddUser
) -> None:
    desk.post(PEN, {**TYPED, "number": form.number, "pictures": picture()})
    guard = add("dewi", Role.ADMINISTRATOR, "setda")
    erase(ServiceRequest.objects.get(), words_too=False, by=guard, at=timezone.now())
    assert Photo.objects.get().erased_at is not None


def test_a_file_is_read_row_by_row_and_twice_changes_nothing(desk: Client, lurah: User) -> None:
    one, two, three = printed(lurah, 3)
    today = timezone.localdate().strftime("%d-%m-%Y")
    lines = (
        "Nomor;Uraian;Jenis;Kelurahan;RT;RW;Diterima;Nama;Anonim;Rahasia",
        f"{written(one.number)};Lampu padam;Lampu jalan padam;mawar;1;2;{today};Ani;ya;",
        f"{two.number};Sampah menumpuk bau;;Kel. Melati;;;;;;",
        f"{three.number};Tidak jelas;;Mawar;;;;;;",
        f"{three.number};Lampu padam;PJU-01;Entah;;;;;;",
        f"{three.number};Lampu padam;PJU-01;Mawar;;;31-12-2999;;;",
        "1234-567A;Lampu;PJU-01;Mawar;;;;;;",
    )
    data = "\n".join(lines).encode()
    answer = desk.post("/meja/kertas/berkas", {"file": SimpleUploadedFile("lembar.csv", data)})
    assert answer.status_code == 422
    assert set(PaperEnd.objects.values_list("form__number", flat=True)) == {one.number, two.number}
    page = answer.content.decode()
    assert all(told.reference in page for told in ServiceRequest.objects.all())
    assert not any(told.spoken_code in page for told in ServiceRequest.objects.all())
    assert ServiceRequest.objects.get(paper__form=one).is_anonymous
    assert ServiceRequest.objects.get(paper__form=two).service_type.code == "SPH-01"
    data = data.replace(b"Sampah menumpuk bau", b"Entah")  # known, whatever its row lacks by now
    again = desk.post("/meja/kertas/berkas", {"file": SimpleUploadedFile("lembar.csv", data)})
    assert ServiceRequest.objects.count() == 2
    told = Entry.objects.filter(kind="paper.imported").order_by("pk")
    assert [e.particulars for e in told] == [
        {"entered": 2, "known": 0, "left": 4},
        {"entered": 0, "known": 2, "left": 4},
    ]
    assert again.content.decode().count("1234-567A") == 1


def test_the_boxes_of_the_sheet_are_typed_as_they_were_ticked(desk: Client, lurah: User) -> None:
    form, other = printed(lurah, 2)
    group = shelf().by_code["SPH-01"].group
    asked = {"group": group.code, "words": "lampu jalan padam"}
    offered = desk.get("/meja/kertas/bantuan/types", asked).content.decode()
    assert 'value="SPH-01"' in offered.partition("</optgroup>")[0]
    assert 'value="PJU-01"' not in offered.partition("</optgroup>")[0]
    sheet = {**TYPED, "number": form.number, "phone": "0812 0000 0000", "hearing": "asking"}
    desk.post(PEN, sheet)
    lines = "Nomor;Uraian;Kelompok;Kelurahan;Telepon;Kabar\n"
    lines += f"{other.number};Menumpuk, bau;{group.names['id']};Mawar;0813 0000 0000;telepon\n"
    desk.post("/meja/kertas/berkas", {"file": SimpleUploadedFile("x.csv", lines.encode())})
    told = ServiceRequest.objects.order_by("pk")
    assert [each.reporter.by_voice for each in told if each.reporter] == [True, True]
    assert told[1].service_type.group == group


def test_a_row_whose_number_is_none_is_left_with_that_reason(desk: Client, lurah: User) -> None:
    one, two, three = printed(lurah, 3)
    told = ((one, "tidak ada"), (two, "0812 0000 0000 / 0813 1111 1111"), (three, "0812 0000 0000"))
    lines = [f"{form.number};Lampu padam;PJU-01;Mawar;{phone}" for form, phone in told]
    data = "\n".join(("Nomor;Uraian;Jenis;Kelurahan;Telepon", *lines)).encode()
    answer = desk.post("/meja/kertas/berkas", {"file": SimpleUploadedFile("lembar.csv", data)})
    assert answer.content.decode().count("Nomor ini") == 2
    request = ServiceRequest.objects.get()
    assert request.paper.form == three
    assert request.reporter is not None
    assert request.reporter.phone == "+6281200000000"


def test_a_file_that_is_no_table_at_its_end_enters_nothing(desk: Client, lurah: User) -> None:
    (one,) = printed(lurah)
    data = f"Nomor;Uraian;Jenis;Kelurahan\n{one.number};Lampu padam;PJU-01;Mawar\n".encode()
    data += b"x;" + b"y" * 140_000  # longer than a cell of a table can be
    answer = desk.post("/meja/kertas/berkas", {"file": SimpleUploadedFile("x.csv", data)})
    assert answer.status_code == 422
    assert not PaperEnd.objects.exists()


def test_a_double_tap_and_going_back_to_draw_up_again_are_one_batch(desk: Client) -> None:
    def key() -> str:
        page = desk.get("/meja/kertas/").content.decode()
        return page.partition('name="key" value="')[2].partition('"')[0]

    form = {"size": "3", "unit": MAWAR, "occasion": "Rapat RW", "key": key()}
    first, second = (desk.post("/meja/kertas/cetakan", form) for _ in range(2))
    back = desk.post("/meja/kertas/cetakan", {**form, "key": key()})
    said = ["".join(each["Location"].partition("batch=")[1:]) for each in (first, second, back)]
    assert said == [f"batch={PaperBatch.objects.get().pk}"] * 3
    assert PaperForm.objects.count() == 3
    assert "satu cetakan" in desk.get(back["Location"]).content.decode()
    desk.post("/meja/kertas/cetakan", {**form, "key": key(), "occasion": "Rapat RW lain"})
    assert PaperBatch.objects.count() == 2
    PaperBatch.objects.update(at=timezone.now() - SAME_FOR)
    desk.post("/meja/kertas/cetakan", {**form, "key": key()})
    assert PaperBatch.objects.count() == 3


@pytest.mark.parametrize("data", [None, b"\x00", b"a,b\n1,2\n", b""])
def test_a_file_that_is_none_is_said_beside_its_field(desk: Client, data: bytes | None) -> None:
    file = {"file": SimpleUploadedFile("x.csv", data)} if data is not None else {}
    answer = desk.post("/meja/kertas/berkas", file)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_whoever_holds_the_number_learns_of_the_paper_and_of_nothing_else(
    desk: Client, form: PaperForm, client: Client
) -> None:
    address = f"/k/{form.number}"
    assert "belum diterima" in client.get(address).content.decode()
    desk.post("/meja/kertas/penerimaan", {"numbers": form.number})
    assert "belum dimasukkan" in client.get(address).content.decode()
    desk.post(PEN, {**TYPED, "number": form.number})
    answer = client.get(address)
    page, told, case = answer.content.decode(), ServiceRequest.objects.get(), Case.objects.get()
    assert "loket" in page
    for secret in (
        told.code,
        told.spoken_code,
        case.reference,
        "Ani",
        "ronda",
        "Lampu",
        "Contoh 3",
    ):
        assert secret not in page
    assert "no-store" in answer["Cache-Control"]
    assert "/meja/" not in page
    assert f"/meja/kertas/formulir/{form.number}/" in desk.get(address).content.decode()


def test_a_number_is_led_to_its_page_from_either_box(form: PaperForm, client: Client) -> None:
    for box in (f"/k/?nomor={written(form.number)}", f"/t/?kode={form.number.lower()}"):
        assert client.get(box)["Location"] == f"/k/{form.number}"
    assert client.get("/k/").status_code == 200
    assert client.get("/k/1234-567A").status_code == 404
    assert client.get("/k/?nomor=xyz").status_code == 404
    assert client.get("/t/?kode=1234-567A").status_code == 404


def test_the_code_is_shown_by_somebody_at_work_and_that_is_noted(
    desk: Client, form: PaperForm
) -> None:
    desk.post(PEN, {**TYPED, "number": form.number})
    told = ServiceRequest.objects.get()
    page = desk.get(f"/meja/kertas/formulir/{form.number}/").content.decode()
    assert told.code[:4] not in page
    shown = desk.post(f"/meja/kertas/formulir/{form.number}/kode").content.decode()
    assert told.code[:4] in shown
    assert Entry.objects.filter(kind="paper.code_handed").count() == 1


def test_nobody_else_finds_the_pages(form: PaperForm, add: AddUser, at_desk: AtDesk) -> None:
    for role in (Role.OFFICER, Role.COUNCIL, Role.NEIGHBOUR, Role.LEADER):
        desk = at_desk(add(f"x{role}", role, "setda"))
        assert desk.get("/meja/kertas/").status_code == 404
        assert desk.post(PEN, {**TYPED, "number": form.number}).status_code == 404
    assert not ServiceRequest.objects.exists()


def test_the_page_costs_the_same_however_much_was_printed(desk: Client, lurah: User) -> None:
    printed(lurah)
    desk.get("/meja/kertas/")
    with statements() as few:
        desk.get("/meja/kertas/")
    for _ in range(4):
        printed(lurah, 20)
    with statements() as many:
        desk.get("/meja/kertas/")
    assert len(few) == len(many)


def test_a_draft_is_kept_and_let_go_of_after_a_week(desk: Client, lurah: User, alice: User) -> None:
    assert desk.post("/meja/kertas/draf", {"words": "Setengah kal\0imat"}).status_code == 204
    assert "Setengah kalimat" in desk.get(PEN).content.decode()
    old = timezone.now() - timedelta(days=8)
    PaperDraft.objects.create(user=alice, typed={"words": "lama"}, saved_at=old)
    desk.post("/meja/kertas/draf", {"words": "Lagi"})
    assert list(PaperDraft.objects.values_list("user", flat=True)) == [lurah.pk]


def test_the_clock_lets_go_of_a_draft_though_nobody_types(alice: User) -> None:
    old = timezone.now() - timedelta(days=8)
    PaperDraft.objects.create(user=alice, typed={"name": "Ani Contoh"}, saved_at=old)
    assert forget_drafts in DUTIES
    assert forget_drafts(at=timezone.now()) == 1
    assert forget_drafts(at=timezone.now()) == 0
