"""Paper: a Typst template and the words for it become a PDF.

Templates stand beside their door as `kentongan/<door>/printed/NAME.typ` and import what all share
from `/face/printed/parts.typ`. What they say comes as values, so a name holding a `#` is a name
and no command. Only letters that come along are used: the sheet is the same on every machine.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.http import HttpResponse

from kentongan.cities.drills import is_drill

HOUSE = Path(__file__).parents[1]
"""What a template may read: it sees no file outside."""
LETTERS = Path(__file__).parent / "printed" / "letters"
SHARPNESS = 200
"""Dots per inch of a picture, as a thermal printer has them."""


def sheet(template: str, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return a PDF.

    :param template: where it stands in the house, like `workdesk/printed/receipt.typ`
    :param values: what `said` holds in it: texts, numbers, lists and mappings of them
    :param at: the moment that the file says it was made at
    """
    return typst.compile(
        str(HOUSE / template),
        root=str(HOUSE),
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs=_said(values),
        timestamp=int(at.timestamp()),
    )


def pictures(template: str, values: Mapping[str, Any]) -> list[bytes]:
    """Return the same as PNG, one for each page: for a preview, and for tests that read it."""
    drawn: bytes | list[bytes] = typst.compile(
        str(HOUSE / template),
        root=str(HOUSE),
        font_paths=_letters(),
        ignore_system_fonts=True,
        sys_inputs=_said(values),
        format="png",
        ppi=SHARPNESS,
    )
    return drawn if isinstance(drawn, list) else [drawn]


def qr_svg(address: str, *, error: str = "m") -> str:
    """Return an address as a QR code, for `square` in a template."""
    drawn = BytesIO()
    segno.make(address, error=error, micro=False).save(
        drawn, kind="svg", border=2, xmldecl=False, omitsize=True
    )
    return drawn.getvalue().decode()


def as_pdf(body: bytes, name: str) -> HttpResponse:
    """Return a sheet as the answer to a browser, which shows it; nobody in between keeps it.

    :param name: what the file is called when it is saved, without `.pdf`
    """
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _said(values: Mapping[str, Any]) -> dict[str, str]:
    return {"said": json.dumps({**values, "drill": is_drill()}, ensure_ascii=False)}


@lru_cache(maxsize=1)
def _letters() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(LETTERS)])
