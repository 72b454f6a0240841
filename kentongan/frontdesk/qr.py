"""A square that another telephone reads: an address as a QR code."""

import segno
from django.utils.translation import gettext as _
from markupsafe import Markup


def qr(address: str) -> Markup:
    """Return an address as a QR code, an SVG in the text's colour."""
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(scale=4, border=2, omitsize=True, dark="#000", light="#fff")
    label = _("QR code of this page's address")
    frame = Markup('<div class="qr" role="img" aria-label="{}">{}</div>')
    return frame.format(label, Markup(drawing))  # noqa: S704 - segno's own SVG holds no words
