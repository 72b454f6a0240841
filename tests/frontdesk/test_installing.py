"""What makes the citizen's door an app of a phone's own."""

import json
import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from kentongan.face.stamping import STATIC
from kentongan.places.models import Profile
from kentongan.toolbox.snapshots import forget_all

pytestmark = pytest.mark.usefixtures("city")


def kept() -> dict[str, str | None]:
    """What the service worker keeps: addresses with their revisions."""
    text = Client().get("/sw.js").content.decode()
    found = re.match(r"self\.KENTONGAN=(\{.*\});\n", text)
    assert found
    return {each["url"]: each["revision"] for each in json.loads(found[1])["kept"]}


def test_the_manifest_names_the_city_and_where_the_app_begins() -> None:
    said = Client().get("/aplikasi.webmanifest").json()
    assert "Contoh" in said["name"]
    assert (said["scope"], said["start_url"]) == ("/", "/lapor/ponsel/")
    assert said["share_target"]["action"] == "/lapor/bagikan"


def test_every_icon_of_the_manifest_is_as_large_as_it_says() -> None:
    icons = Client().get("/aplikasi.webmanifest").json()["icons"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    for icon in icons:
        image = Image.open(BytesIO(Client().get(icon["src"]).content))
        assert f"{image.width}x{image.height}" == icon["sizes"]
        corner = image.convert("RGBA").getpixel((0, 0))
        assert (corner[3] == 255) == (icon["purpose"] == "maskable")
    assert Client().get("/aplikasi/ikon-999.png").status_code == 404


def test_the_icons_have_the_colours_of_the_drawing() -> None:
    from kentongan.frontdesk.icons import DRUM, GROUND

    drawing = (STATIC.parent / "assets" / "icon.svg").read_text()
    assert set(re.findall(r'fill="(#\w+)"', drawing)) == {GROUND, DRUM}


def test_the_phone_keeps_one_page_in_each_language_and_nothing_of_anybody() -> None:
    pages = {url for url in kept() if not url.startswith("/static/")}
    assert pages == {"/lapor/ponsel/id/", "/lapor/ponsel/en/"}


def test_the_kept_page_is_the_same_for_everybody_and_changes_with_the_city() -> None:
    before, page = kept(), Client().get("/lapor/ponsel/id/")
    assert (
        page.content
        == Client(headers={"Accept-Language": "en"}).get("/lapor/ponsel/id/?lang=en").content
    )
    assert "Melati" in page.content.decode()
    Profile.objects.update(name="Kota Lain", version=10_000)
    forget_all()
    after = kept()
    assert after.keys() == before.keys()
    assert after["/lapor/ponsel/id/"] != before["/lapor/ponsel/id/"]


def test_the_kept_page_is_asked_for_with_its_fingerprint() -> None:
    page = Client().get("/lapor/ponsel/en/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert 'lang="en"' in Client().get("/lapor/ponsel/en/").content.decode()[:80]
    again = Client().get("/lapor/ponsel/en/", headers={"If-None-Match": page["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_without_a_language_leads_to_the_visitors_own() -> None:
    assert Client().get("/lapor/ponsel/?lang=en")["Location"] == "/lapor/ponsel/en/"
    assert Client().get("/lapor/ponsel/")["Location"] == "/lapor/ponsel/id/"
    assert Client().get("/lapor/ponsel/xx/").status_code == 404


def test_the_kept_page_is_the_first_step_where_no_script_runs() -> None:
    from tests.frontdesk.conftest import Citizen

    citizen = Citizen()
    citizen.opens("/lapor/ponsel/id/")
    citizen.presses("finish", words="Lampu padam", kind="PJU-01", kelurahan="99.71.01.1001")
    assert citizen.page.status_code == 200
    citizen.presses(**{"a-jumlah": "banyak"})
    assert citizen.fields["kelurahan"] == ["99.71.01.1001"]
