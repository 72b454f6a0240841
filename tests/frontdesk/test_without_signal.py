"""A phone without signal, in a real browser: the line is cut at every step, and nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import psycopg
import pytest

from kentongan.toolbox.geometry import Point
from tests.browsers import remembering
from tests.frontdesk.line import Line, line_to
from tests.frontdesk.pictures import exif, jpeg
from tests.frontdesk.test_browser import has_no_barrier
from tests.journeys.running import Running

pytestmark = pytest.mark.browser
READY = (
    "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
)
PLACE = Point(-6.1912, 106.6121)


@pytest.fixture(scope="module")
def switch_on() -> Iterator[Callable[[Path], Any]]:
    with remembering() as way:
        yield way


@pytest.fixture
def line(live: Running) -> Iterator[Line]:
    with line_to(live.port) as line:
        yield line


WITHIN = 20.0
DRAFT = """() => new Promise((tell) => {
  indexedDB.open("kentongan").onsuccess = ({ target: { result } }) => {
    result.transaction("reports").objectStore("reports").getAll().onsuccess = ({ target }) => {
      result.close();
      tell(Object.fromEntries(target.result.at(-1)?.fields || []));
    };
  };
})"""
"""What the newest report on the phone holds."""


class Phone:
    """A phone with a browser; whatever it knows survives being switched off."""

    def __init__(self, switch_on: Callable[[Path], Any], folder: Path, line: Line) -> None:
        self._switch_on, self._folder, self._line = switch_on, folder, line
        self.errors: list[str] = []
        self.browser: Any = None
        self.restart()

    def restart(self) -> None:
        """Switch it off, whatever it was doing, and on again."""
        self.leave()
        self.browser = self._switch_on(self._folder)
        self.browser.set_default_timeout(30_000)
        self.page = self.browser.pages[0]
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def leave(self) -> None:
        if self.browser:
            self.browser.close()

    def opens(self, path: str = "/lapor/ponsel/id/") -> None:
        self.page.goto(self._line.at(path))

    def knows_the_city(self) -> None:
        """Has been there once, with signal."""
        self.opens()
        self.page.wait_for_function(READY)

    def writes(
        self, words: str = "Lampu jalan depan pasar padam", *, kelurahan: bool = True
    ) -> None:
        self.page.fill("#field-words", words)
        self.page.locator("#likely [value=PJU-01]").check()
        self.page.locator("#questions [value=banyak]").check()
        if kelurahan:
            self.page.select_option("#field-kelurahan", "99.71.01.1001")

    def finishes(self) -> None:
        self.page.locator("#report .action-bar .main").click()

    def tries_again(self) -> None:
        """Hear that there is signal, as browsers tell it."""
        self.page.evaluate("() => void dispatchEvent(new Event('online'))")

    def shows(self, state: str, count: int = 1) -> Any:
        """Wait until that many reports stand so; returns them."""
        found = self.page.locator(f"#reports [data-state={state}]")
        found.nth(count - 1).wait_for()
        return found

    def kept(self, **fields: str) -> None:
        """Wait until what was written is kept; of an earlier keeping the page says the same."""
        self.page.get_by_text("Tersimpan di ponsel ini.", exact=True).wait_for()
        until = monotonic() + WITHIN
        while fields and not fields.items() <= self.page.evaluate(DRAFT).items():
            assert monotonic() < until, fields
            self.page.wait_for_timeout(50)


@pytest.fixture
def phone(
    live: Running, switch_on: Callable[[Path], Any], tmp_path: Path, line: Line
) -> Iterator[Phone]:
    told(live)  # what others have reported before
    phone = Phone(switch_on, tmp_path / "phone", line)
    yield phone
    phone.leave()
    assert not phone.errors


class Told(NamedTuple):
    """What the city knows of a report."""

    words: str
    code: str
    located_by: str
    photos: int


def told(live: Running) -> list[Told]:
    """What has arrived, in the order of its arrival; and forget it."""
    with psycopg.connect(live.database) as connection:
        connection.execute("SET search_path TO contoh")
        rows = connection.execute(
            "SELECT words, code, located_by, (SELECT count(*) FROM intake_photo AS p"
            " WHERE p.service_request_id = r.id) FROM intake_servicerequest AS r"
            " WHERE NOT is_test ORDER BY id"
        ).fetchall()
        connection.execute("UPDATE intake_servicerequest SET is_test = true")
    return [Told(*row) for row in rows]


def code_of(item: Any) -> str:
    return str(item.locator(".num").inner_text()).replace("-", "")


def test_a_report_with_a_photo_is_written_without_signal_and_sent_after_a_restart(
    live: Running, line: Line, phone: Phone, tmp_path: Path
) -> None:
    phone.knows_the_city()
    line.fault = "cut"
    phone.opens("/lapor/")  # the kept page stands in for the one that cannot be had
    phone.writes(kelurahan=False)
    photo = tmp_path / "lampu.jpg"
    photo.write_bytes(jpeg(2400, 1800, exif=exif(PLACE)))
    phone.page.set_input_files("#field-photos", str(photo))
    phone.page.locator("#by-photo button").click()
    phone.page.locator("#photos canvas").wait_for()
    has_no_barrier(phone.page)
    phone.kept(found="photo")
    phone.restart()
    phone.opens()
    phone.page.locator("#photos canvas").wait_for()  # the draft is there, whole
    assert phone.page.input_value("#field-words") == "Lampu jalan depan pasar padam"
    assert phone.page.input_value("#field-found") == "photo"
    phone.finishes()
    phone.shows("waiting")
    has_no_barrier(phone.page)
    phone.restart()
    line.fault = ""
    phone.opens()
    item = phone.shows("received")
    [arrived] = told(live)
    assert (arrived.located_by, arrived.photos, arrived.code) == ("photo", 1, code_of(item))
    assert line.sent == line.sent[:1]


def test_a_report_counts_once_wherever_the_line_fails(
    live: Running, line: Line, phone: Phone
) -> None:
    phone.knows_the_city()
    phone.writes()
    line.fault = "no request"
    phone.finishes()
    item = phone.shows("waiting")
    item.get_by_text("Mungkin sudah sampai").wait_for()
    line.fault = "500"
    phone.tries_again()
    item.get_by_text("Kota belum menjawab").wait_for()
    line.fault = "no answer"
    phone.tries_again()
    _until(lambda: len(line.sent) == 1)
    live.stop(at_once=True)
    phone.restart()
    line.fault = ""
    phone.opens()
    phone.shows("waiting")
    live.start()
    phone.tries_again()
    item = phone.shows("received")
    [arrived] = told(live)
    assert arrived.code == code_of(item)
    assert len(set(line.sent)) == 1


def test_reports_leave_in_their_order_when_signal_comes_back(live: Running, phone: Phone) -> None:
    phone.knows_the_city()
    phone.browser.set_offline(True)
    for words in ("Lampu pertama padam", "Lampu kedua padam"):
        phone.writes(words)
        phone.finishes()
    phone.shows("waiting", 2)
    assert phone.page.locator("#signal").is_visible()
    phone.browser.set_offline(False)  # the browser says so, and the page sends by itself
    phone.shows("received", 2)
    assert [each.words for each in told(live)] == ["Lampu pertama padam", "Lampu kedua padam"]


def test_a_double_tap_makes_one_report(live: Running, phone: Phone) -> None:
    phone.knows_the_city()
    phone.browser.set_offline(True)
    phone.writes("Lampu padam dua ketukan")
    button = phone.page.locator("#report .action-bar .main")
    button.dblclick()
    phone.shows("waiting")
    button.click(delay=150)
    phone.page.wait_for_timeout(500)
    phone.shows("waiting")
    assert phone.page.locator("#report [aria-invalid=true]").count() == 0
    phone.browser.set_offline(False)
    phone.shows("received")
    assert [each.words for each in told(live)] == ["Lampu padam dua ketukan"]


def test_what_waits_untried_can_be_changed(live: Running, phone: Phone) -> None:
    phone.knows_the_city()
    phone.browser.set_offline(True)
    phone.writes("Lampu padam semua")
    phone.finishes()
    phone.shows("waiting").get_by_text("Ubah", exact=True).click()
    phone.page.wait_for_function("() => document.getElementById('field-words').value !== ''")
    phone.page.fill("#field-words", "Lampu padam sebagian")
    phone.finishes()
    phone.browser.set_offline(False)
    phone.shows("received")
    assert [each.words for each in told(live)] == ["Lampu padam sebagian"]


def test_a_guess_is_no_choice_and_every_page_tells_that_it_waits_and_can_be_changed(
    live: Running, line: Line, phone: Phone
) -> None:
    phone.knows_the_city()
    phone.opens("/")
    kept = phone.page.locator("#kept-here")
    assert kept.is_hidden()
    phone.opens()
    line.fault = "cut"
    phone.page.fill("#field-words", "Sampah menumpuk")
    phone.page.locator("#likely [value=SPH-01][data-guess]").wait_for()
    phone.page.select_option("#field-kelurahan", "99.71.01.1001")
    phone.finishes()
    phone.page.get_by_text("tekan Kirim sekali lagi").wait_for()  # its question is put once
    line.fault = "no answer"
    phone.finishes()
    phone.shows("waiting").get_by_text("Dipilih ponsel dari kata-kata Anda").wait_for()
    assert not phone.page.locator("#questions .field").count()
    _until(lambda: len(line.sent) == 1)
    line.fault = "no request"
    for address in ("/", "/lapor/"):
        phone.opens(address)
        kept.get_by_text("1 laporan menunggu sinyal").wait_for()
        has_no_barrier(phone.page)
    kept.get_by_role("link").click()
    phone.shows("waiting").get_by_text("Ubah", exact=True).click()
    phone.page.locator("#likely [value=SPH-01][data-guess]").wait_for()
    phone.page.locator(".all-types summary").click()
    phone.page.locator(".line:has([value=PJU-01])").click()
    phone.page.locator("#questions [value=banyak]").check()
    line.fault = ""
    phone.finishes()
    phone.shows("received").get_by_text("Laporan ini sudah pernah sampai").wait_for()
    assert len(told(live)) == 1


def test_what_is_refused_says_why_and_is_mended(live: Running, phone: Phone) -> None:
    phone.knows_the_city()
    phone.writes()
    phone.page.locator("#who summary").click()
    phone.page.fill("#field-phone", "12")
    phone.finishes()
    item = phone.shows("refused")
    assert item.get_by_text("Nomor ini").is_visible()
    phone.restart()
    phone.opens()
    phone.shows("refused").get_by_role("button", name="Perbaiki").click()
    phone.page.locator("#phone-error").wait_for()
    has_no_barrier(phone.page)
    phone.page.fill("#field-phone", "0812 3456 7890")
    phone.finishes()
    phone.shows("received")
    assert len(told(live)) == 1


def test_the_ordinary_form_loses_nothing_when_the_line_fails(
    live: Running, line: Line, phone: Phone
) -> None:
    phone.knows_the_city()
    phone.opens("/lapor/?jenis=PJU-01")
    phone.page.fill("#field-words", "Lampu padam di tikungan")
    phone.page.locator("#questions [value=banyak]").check()
    line.fault = "cut"
    phone.page.locator(".action-bar .main").click()
    phone.page.wait_for_url("**/lapor/ponsel/**")
    phone.page.wait_for_function("() => document.getElementById('field-words').value !== ''")
    assert phone.page.locator("#questions [value=banyak]").is_checked()
    phone.page.select_option("#field-kelurahan", "99.71.01.1001")
    phone.finishes()
    phone.shows("waiting")
    line.fault = ""
    phone.tries_again()
    phone.shows("received")
    assert [each.words for each in told(live)] == ["Lampu padam di tikungan"]


def test_the_ordinary_form_sent_off_counts_once_when_its_answer_is_lost(
    live: Running, line: Line, phone: Phone
) -> None:
    phone.knows_the_city()
    phone.opens("/lapor/?jenis=PJU-01")
    phone.page.fill("#field-words", "Pohon menutupi lampu")
    phone.page.locator("#questions [value=banyak]").check()
    phone.page.locator(".action-bar .main").click()
    phone.page.wait_for_selector("select[name=kelurahan]")
    phone.page.select_option("#field-kelurahan", "99.71.01.1002")
    phone.page.locator(".action-bar .main").click()
    phone.page.wait_for_selector("[value=anonymous]")
    line.fault = "no answer"
    phone.page.locator("[value=anonymous]").click()
    phone.shows("waiting")
    line.fault = ""
    phone.tries_again()
    item = phone.shows("received")
    [arrived] = told(live)
    assert (arrived.words, arrived.code) == ("Pohon menutupi lampu", code_of(item))


def test_whoever_goes_back_with_signal_stands_at_the_step_before_and_reports_once(
    live: Running, phone: Phone
) -> None:
    """A browser keeps no answer of a form; that is no lost signal and makes no second report."""
    phone.knows_the_city()
    phone.opens("/lapor/?jenis=PJU-01")
    phone.page.fill("#field-words", "Lampu padam di gapura")
    phone.page.locator("#questions [value=banyak]").check()
    phone.page.locator(".action-bar .main").click()
    phone.page.wait_for_selector("select[name=kelurahan]")
    phone.page.select_option("#field-kelurahan", "99.71.01.1002")
    phone.page.locator(".action-bar .main").click()
    for _ in range(2):
        phone.page.locator("[value=anonymous]").click()
        phone.page.wait_for_url("**/t/**")
        phone.page.go_back()
        phone.page.wait_for_selector("[value=anonymous]")
        assert phone.page.url.endswith("/lapor/")
    assert [each.words for each in told(live)] == ["Lampu padam di gapura"]


def test_what_is_shared_from_another_app_is_a_draft_without_signal(
    line: Line, phone: Phone, tmp_path: Path
) -> None:
    phone.knows_the_city()
    photo = tmp_path / "banjir.jpg"
    photo.write_bytes(jpeg(exif=exif(PLACE)))
    phone.page.evaluate("""document.body.insertAdjacentHTML('beforeend',
        '<form id=share method=post action=/lapor/bagikan enctype=multipart/form-data>'
        + '<input name=text value="Banjir di depan rumah"><input type=file name=photos>')""")
    phone.page.set_input_files("#share [type=file]", str(photo))
    line.fault = "cut"
    with phone.page.expect_navigation():
        phone.page.evaluate("document.getElementById('share').submit()")
    phone.page.locator("#photos canvas").wait_for()
    assert phone.page.input_value("#field-words") == "Banjir di depan rumah"
    assert phone.page.locator("#by-photo button").is_visible()


def test_nothing_personal_is_kept_and_the_desk_is_left_alone(
    live: Running, line: Line, phone: Phone
) -> None:
    phone.knows_the_city()
    phone.writes()
    phone.finishes()
    item = phone.shows("received")
    own = item.get_by_text("Lihat perkembangannya").get_attribute("href")
    phone.opens(own)
    assert not phone.page.goto(line.at("/masuk/")).from_service_worker
    kept = phone.page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname))))"
        ".then((lists) => lists.flat())"
    )
    others = [path for path in kept if not path.startswith("/static/built/")]
    assert sorted(others) == ["/lapor/ponsel/en/", "/lapor/ponsel/id/"]
    line.fault = "cut"
    phone.opens(own)
    assert phone.page.get_by_text("Halaman ini perlu sinyal.").is_visible()
    phone.shows("received").get_by_text("Hapus dari ponsel ini").click()
    phone.page.wait_for_function("() => document.getElementById('mine').hidden")


def test_a_browser_with_background_sync_sends_while_no_page_is_open(
    live: Running, line: Line, phone: Phone
) -> None:
    phone.knows_the_city()
    devtools = phone.browser.new_cdp_session(phone.page)
    known: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: known.extend(each["registrationId"] for each in event["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    phone.writes("Lampu padam di gang")
    line.fault = "cut"
    phone.finishes()
    phone.shows("waiting").get_by_text("Mungkin sudah sampai").wait_for()
    phone.page.goto("about:blank")
    line.fault = ""
    origin = line.at("")
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": origin, "registrationId": known[0], "tag": "outbox", "lastChance": False},
    )
    _until(lambda: len(line.sent) == 1)
    phone.opens()
    phone.shows("received")
    assert [each.words for each in told(live)] == ["Lampu padam di gang"]


def test_a_full_phone_says_so_and_keeps_the_words_on_the_page(line: Line, phone: Phone) -> None:
    devtools = phone.browser.new_cdp_session(phone.page)
    origin = line.at("")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})
    phone.opens()
    phone.page.fill("#field-words", "Lampu padam " * 300)
    phone.page.get_by_text("Memori ponsel penuh").wait_for()
    assert phone.page.input_value("#field-words").startswith("Lampu padam")


def test_the_app_can_be_installed(phone: Phone) -> None:
    phone.knows_the_city()
    devtools = phone.browser.new_cdp_session(phone.page)
    assert devtools.send("Page.getAppManifest")["errors"] == []
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_a_new_version_takes_the_place_of_the_old_one(live: Running, phone: Phone) -> None:
    phone.knows_the_city()
    with psycopg.connect(live.database) as connection:
        connection.execute(
            "UPDATE contoh.places_profile SET name = 'Kota Berganti', version = version + 1"
        )
    phone.page.evaluate(
        "new Promise((done) => {"
        " navigator.serviceWorker.addEventListener('controllerchange', done, {once: true});"
        " const ask = () => navigator.serviceWorker.getRegistration()"
        ".then((here) => here.update()).then(() => setTimeout(ask, 500)); ask(); })"
    )
    phone.browser.set_offline(True)
    phone.opens()
    assert "Kota Berganti" in phone.page.title()


def _until(is_so: Callable[[], bool]) -> None:
    """Wait for what happens beyond the browser."""
    import time

    until = time.monotonic() + 20
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    assert is_so()
