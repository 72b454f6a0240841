"""Every part of the face on static pages, with made-up data, to be looked at while it is changed.

``python -m kentongan.face.gallery FOLDER`` writes the pages; serve the folder to see them.
"""

import json
import shutil
import sys
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import django
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.utils import timezone, translation

from kentongan.face.gallery_data import boundaries, points, queue

HERE = Path(__file__).parent
PAGES = ("report", "parts", "message", "desk", "wall", "map")


def write(folder: Path) -> list[Path]:
    """Draw every page in both languages, by day and by night.

    :returns: the files written
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(HERE / "static", folder / "static", dirs_exist_ok=True)
    _write_geojson(folder)
    backend = _backend()
    written = []
    for page, language, theme in product(PAGES, ("id", "en"), ("light", "dark")):
        with translation.override(language):
            text = backend.get_template(f"face/gallery/{page}.html").render(_context(theme))
        file = folder / f"{page}-{language}-{theme}.html"
        file.write_text(text, encoding="utf-8")
        written.append(file)
    return written


def _write_geojson(folder: Path) -> None:
    dots = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [dot["lon"], dot["lat"]]},
            "properties": {"state": dot["state"], "title": dot["label"], "url": "/t/contoh/"},
        }
        for dot in points()
    ]
    for name, features in (("boundaries", boundaries()), ("points", dots)):
        text = json.dumps({"type": "FeatureCollection", "features": features})
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8")


def _backend() -> Jinja2:
    return Jinja2(
        {
            "NAME": "gallery",
            "DIRS": [HERE / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {"environment": "kentongan.face.environment.environment"},
        }
    )


def _context(theme: str) -> dict[str, object]:
    at = datetime(2026, 11, 20, 14, 32, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
    areas = boundaries()
    return {
        "theme": theme,
        "city_name": "Kota Contoh",
        "at": at,
        "today": timezone.localtime(),
        "areas": areas,
        "focus": next(
            area["properties"]["code"]
            for area in areas
            if area["properties"]["code"].startswith("99.71.02.")
        ),
        "points": points(),
        "queue": queue(at),
        "hours": lambda count: at + timedelta(hours=count),
    }


def _configure() -> None:
    if settings.configured:
        return
    settings.configure(
        INSTALLED_APPS=["kentongan.face"],
        STATIC_URL="/static/",
        USE_TZ=True,
        TIME_ZONE="Asia/Jakarta",
        LANGUAGE_CODE="id",
        LANGUAGES=[("id", "Bahasa Indonesia"), ("en", "English")],
    )
    django.setup()


if __name__ == "__main__":
    _configure()
    for page in write(Path(sys.argv[1])):
        sys.stdout.write(f"{page}\n")
