"""Photos from strangers: what is kept is pixels, and what is refused says why."""

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kentongan.intake import photo_faults
from kentongan.intake.photo_files import STAGED_FOR, find, write
from kentongan.intake.photographing import clean, settle, stage
from kentongan.toolbox.geometry import Point
from tests.conftest import moment
from tests.frontdesk.pictures import jpeg

IN_MAWAR = Point(-6.1912, 106.6121)
NOW = moment("2026-03-13 09:00")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object, city: object) -> Path:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "contoh"


def encoded(kind: str, mode: str = "RGB", **options: object) -> BytesIO:
    out = BytesIO()
    Image.new(mode, (64, 48), "orange" if mode != "RGBA" else (255, 0, 0, 0)).save(
        out, kind, **options
    )
    return out


def heic() -> BytesIO:
    from pillow_heif import from_pillow

    out = BytesIO()
    from_pillow(Image.new("RGB", (64, 48), "orange")).save(out)
    return out


@pytest.mark.parametrize(
    "file",
    [
        encoded("JPEG"),
        encoded("PNG"),
        encoded("WEBP"),
        heic(),
        encoded("PNG", "RGBA"),
        encoded("PNG", "P"),
        encoded("PNG", "LA"),
        encoded("JPEG", "CMYK"),
        encoded("PNG", "I;16"),
    ],
    ids=["jpeg", "png", "webp", "heic", "glass", "palette", "grey", "cmyk", "sixteen bits"],
)
def test_every_kind_becomes_a_plain_jpeg(file: BytesIO, media: Path) -> None:
    photo = clean(file)
    with Image.open(media / photo.file) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (64, 48))


def test_what_is_glass_becomes_white() -> None:
    photo = clean(encoded("PNG", "RGBA"))
    with Image.open(find(photo.digest)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_shrunk_and_turned_upright() -> None:
    photo = clean(BytesIO(jpeg(4000, 3000, at=IN_MAWAR)))
    assert (photo.width, photo.height) == (1200, 1600)


def test_the_place_is_read_and_nothing_else_survives() -> None:
    photo = clean(BytesIO(jpeg(at=IN_MAWAR, comment=b"a secret")))
    assert photo.point == pytest.approx(IN_MAWAR, abs=1e-5)
    kept = find(photo.digest).read_bytes()
    assert b"Exif" not in kept
    assert b"secret" not in kept.lower()


@pytest.mark.parametrize("at", [Point(0.0, 0.0), Point(95.0, 10.0), None])
def test_a_place_that_makes_no_sense_is_none(at: Point | None) -> None:
    assert clean(BytesIO(jpeg(at=at))).point is None


def test_of_a_moving_picture_the_first_is_kept() -> None:
    out = BytesIO()
    red, blue = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    red.save(out, "WEBP", save_all=True, append_images=[blue], duration=100)
    with Image.open(find(clean(out).digest)) as image:
        assert image.getpixel((20, 20))[0] > 200


def test_words_hidden_behind_the_pixels_are_gone() -> None:
    photo = clean(BytesIO(jpeg() + b"PK\x03\x04 an archive behind the picture"))
    assert b"archive" not in find(photo.digest).read_bytes()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def fifty_megapixels() -> bytes:
    image = Image.new("L", (8660, 5775))
    ImageDraw.Draw(image).ellipse((100, 100, 4000, 4000), fill=200)
    out = BytesIO()
    image.save(out, "JPEG", quality=30)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (fifty_megapixels(), photo_faults.PhotoTooManyPixels),
        (bomb(20_000, 20_000), photo_faults.PhotoTooManyPixels),
        (bomb(2_000_000_000, 2_000_000_000), photo_faults.PhotoTooManyPixels),
        (bomb(900, 900), photo_faults.PhotoBroken),
        (jpeg()[:3000], photo_faults.PhotoBroken),
        (b"Just a text.", photo_faults.UnknownPhotoKind),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo_faults.UnknownPhotoKind),
        (b"GIF89a" + bytes(100), photo_faults.UnknownPhotoKind),
        (b"%PDF-1.7", photo_faults.UnknownPhotoKind),
        (b"", photo_faults.UnknownPhotoKind),
        (b"\0\0\0\x18ftypheic" + bytes(200), photo_faults.PhotoRefused),
        (bytes(10 * 1024 * 1024 + 1), photo_faults.PhotoTooBig),
    ],
)
def test_what_is_no_photo_is_refused(
    data: bytes, refusal: type[photo_faults.PhotoRefused], media: Path
) -> None:
    with pytest.raises(refusal) as told:
        clean(BytesIO(data))
    assert told.value.field == "photos"
    assert not list(media.rglob("*.jpg"))


def test_a_staged_photo_waits_a_day_and_can_be_settled_twice(media: Path) -> None:
    photo = stage(BytesIO(jpeg()), at=NOW)
    assert not (media / photo.file).exists()
    settle(photo)
    settle(photo)
    assert (media / photo.file).is_file()


def test_a_photo_that_waited_too_long_is_swept_away(media: Path) -> None:
    old = stage(BytesIO(jpeg(300)), at=NOW)
    staged = find(old.digest)
    os.utime(staged, (NOW.timestamp() - STAGED_FOR - 1,) * 2)
    stage(BytesIO(jpeg(400)), at=NOW)
    assert not staged.exists()
    with pytest.raises(photo_faults.PhotoGone):
        settle(old)


def test_without_room_nothing_half_written_remains(media: Path) -> None:
    media.mkdir()
    (media / "ab").write_text("in the way")
    with pytest.raises(photo_faults.NoRoomForPhotos):
        write("ab/cd/x.jpg", b"data")
    assert not list(media.rglob("*.part"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 64, "", "AB" * 32])
def test_only_a_digest_names_a_photo(name: str) -> None:
    assert find(name) is None
