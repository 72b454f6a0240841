"""Photos on their way from a browser to the page that shows them."""

import re
from pathlib import Path

import pytest
from PIL import Image

from kentongan.intake.models import Photo, ServiceRequest
from kentongan.intake.photo_files import kept
from kentongan.toolbox.geometry import Point
from tests.frontdesk.conftest import Citizen
from tests.frontdesk.pictures import jpeg, upload

WORDS = "Lampu jalan depan pasar padam"
IN_MAWAR = Point(-6.1912, 106.6121)


def shows(citizen: Citizen, data: bytes, name: str = "foto.jpg") -> None:
    """Send the first step with a photo."""
    citizen.opens()
    citizen.presses(words=WORDS, kind="PJU-01", asked="PJU-01", photos=upload(data, name))


def test_a_photo_gives_its_place_and_is_shown_to_its_reporter_only(
    citizen: Citizen, media: Path
) -> None:
    shows(citizen, jpeg(at=IN_MAWAR))
    assert "tempat foto diambil" in citizen.text
    assert citizen.fields["place"][0].startswith("photo:")
    citizen.presses()
    citizen.presses("anonymous")
    request, photo = ServiceRequest.objects.get(), Photo.objects.get()
    assert request.located_by == "photo"
    assert request.lat == pytest.approx(IN_MAWAR.lat, abs=1e-4)
    file = media / "contoh" / photo.file
    assert photo.file == kept(photo.digest)
    assert b"Secret" not in file.read_bytes()
    with Image.open(file) as image:
        assert image.size == (photo.width, photo.height) == (600, 800)
        assert not image.getexif()
    citizen.opens(f"/t/{citizen.code()}/")
    address = re.search(r'href="(/foto/[^"]+)"', citizen.text)[1].replace("&amp;", "&")
    answer = citizen.client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert "private" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == file.read_bytes()
    for wrong in (address.split("?")[0], address[:-3] + "xyz", "/foto/../../etc/passwd.jpg?k=1"):
        assert citizen.client.get(wrong).status_code == 404


def test_lists_show_a_small_rendition_and_old_photos_themselves(
    citizen: Citizen, media: Path
) -> None:
    shows(citizen, jpeg(2000, 1500))
    citizen.presses("what")
    staged = re.search(r'src="(/foto/kecil/[^"]+)"', citizen.text)[1]
    assert citizen.client.get(staged).status_code == 200
    citizen.presses()
    citizen.is_at()
    citizen.presses("anonymous")
    photo = Photo.objects.get()
    small = media / "contoh" / kept(photo.digest, small=True)
    with Image.open(small) as image:
        assert max(image.size) == 320
    citizen.opens(f"/t/{citizen.code()}/")
    address = re.search(r'src="(/foto/kecil/[^"]+)"', citizen.text)[1]
    assert b"".join(citizen.client.get(address).streaming_content) == small.read_bytes()
    small.unlink()
    for path in (media / "contoh" / "staged").iterdir():
        path.unlink()
    whole = (media / "contoh" / photo.file).read_bytes()
    assert b"".join(citizen.client.get(address).streaming_content) == whole
    assert citizen.client.get(address.split("?")[0]).status_code == 404


def test_a_photo_from_another_city_says_that_its_place_is_not_used(citizen: Citizen) -> None:
    shows(citizen, jpeg(at=Point(-7.25, 112.75)))
    assert citizen.fields["step"] == ["where"]
    assert "Foto ini diambil di luar kota" in citizen.text
    assert "tempat foto diambil</span>" not in citizen.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Ini bukan foto sama sekali, hanya teks.", "bukan foto"),
        (jpeg()[:2000], "tidak utuh"),
        (b"", "foto"),
    ],
)
def test_a_file_that_is_no_photo_is_refused_and_the_words_stay(
    citizen: Citizen, data: bytes, sentence: str
) -> None:
    shows(citizen, data)
    if data:
        assert citizen.page.status_code == 422
        assert sentence in citizen.text
    assert citizen.fields["words"] == [WORDS]


def test_eleven_megabytes_are_refused_and_the_words_stay(citizen: Citizen) -> None:
    shows(citizen, b"\xff\xd8\xff" + bytes(11 * 1024 * 1024))
    assert citizen.page.status_code == 422
    assert "10 MB" in citizen.text
    assert citizen.fields["words"] == [WORDS]


def test_a_sixth_photo_is_too_many_and_five_are_kept(citizen: Citizen) -> None:
    citizen.opens()
    six = [upload(jpeg(40 + n, 40)) for n in range(6)]
    citizen.presses(words=WORDS, kind="PJU-01", photos=six)
    assert citizen.page.status_code == 422
    assert len(citizen.fields["photo"]) == 5


def test_a_photo_can_be_taken_out_again(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words=WORDS, photos=[upload(jpeg(50, 40)), upload(jpeg(60, 40))])
    digest = re.search(r'name="drop" value="([0-9a-f]{64})"', citizen.text)[1]
    citizen.presses(drop=digest)
    assert citizen.page.status_code == 200
    assert len(citizen.fields["photo"]) == 1


def test_a_disk_without_room_loses_the_photo_and_not_the_words(
    citizen: Citizen, media: Path
) -> None:
    media.write_text("a file where the folder should be: nothing can be stored")
    shows(citizen, jpeg())
    assert citizen.page.status_code == 422
    assert "tanpa foto" in citizen.text
    assert citizen.fields["words"] == [WORDS]
    citizen.presses()
    assert citizen.fields["step"] == ["where"]


def test_no_room_for_what_is_being_sent_loses_nothing_else(
    citizen: Citizen, settings: object, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "not there")  # type: ignore[attr-defined]
    big = jpeg(1500, 1500, quality=100) + bytes(1_500_000)
    shows(citizen, big)
    assert citizen.page.status_code == 422
    assert "tanpa foto" in citizen.text
    assert citizen.fields["words"] == [WORDS]


def test_a_report_whose_staged_photo_was_swept_away_asks_for_it_again(
    citizen: Citizen, media: Path
) -> None:
    shows(citizen, jpeg())
    citizen.is_at()
    for path in (media / "contoh" / "staged").iterdir():
        path.unlink()
    citizen.presses("anonymous")
    assert citizen.page.status_code == 422
    assert "Silakan pilih lagi" in citizen.text
    assert citizen.fields["words"] == [WORDS]
    assert not ServiceRequest.objects.exists()
