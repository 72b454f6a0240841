"""Photos for the tests, drawn on the spot."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kentongan.toolbox.geometry import Point


def jpeg(width: int = 800, height: int = 600, at: Point | None = None, **options: object) -> bytes:
    """A JPEG that may tell where it was taken."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    if at:
        options["exif"] = exif(at)
    out = BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()


def exif(at: Point) -> Image.Exif:
    """A camera's metadata with a place, a maker and a thumbnail's worth of secrets."""
    data = Image.Exif()
    data[0x010F] = "Secret Maker"
    data[0x0112] = 6  # to be turned by 90 degrees
    data.get_ifd(0x8825).update(
        {
            1: "S" if at.lat < 0 else "N",
            2: _parts(abs(at.lat)),
            3: "E" if at.lon > 0 else "W",
            4: _parts(abs(at.lon)),
        }
    )
    return data


def upload(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    """The same as a browser sends it."""
    return SimpleUploadedFile(name, data, "image/jpeg")


def _parts(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round(((degrees - whole) * 60 - minutes) * 60, 4)
