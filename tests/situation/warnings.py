"""Warnings for tests, in the shape of the agency's real ones, with invented content."""

from datetime import UTC, datetime

AT = datetime(2026, 2, 16, 16, 0, tzinfo=UTC)
RING = "-6.20,106.60 -6.20,106.70 -6.10,106.70 -6.10,106.60 -6.20,106.60"
AREA = f"<area><areaDesc>Kota Contoh</areaDesc><polygon>{RING}</polygon></area>"


def cap(
    identifier: str = "w1",
    *,
    sent: str = "2026-02-16T22:50:00+07:00",
    kind: str = "Alert",
    status: str = "Actual",
    sender: str = "cuaca@contoh.invalid",
    more: str = "",
    effective: str = "2026-02-16T22:55:00+07:00",
    expires: str = "2026-02-17T02:00:00+07:00",
    area: str = AREA,
    scope: str = "Public",
    info: str | None = None,
) -> bytes:
    """Return a message; `more` stands after the scope."""
    told = info if info is not None else (
        "<info><language>id</language><category>Met</category><event>Hujan Lebat</event>"
        "<urgency>Immediate</urgency><severity>Moderate</severity><certainty>Observed</certainty>"
        f"<effective>{effective}</effective><expires>{expires}</expires>"
        f"<headline>Hujan lebat di Kota Contoh</headline>{area}</info>"
    )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
        f"<identifier>{identifier}</identifier><sender>{sender}</sender><sent>{sent}</sent>"
        f"<status>{status}</status><msgType>{kind}</msgType><scope>{scope}</scope>{more}{told}"
        "</alert>"
    ).encode()


def about(identifier: str, *, sender: str = "cuaca@contoh.invalid") -> str:
    """Return a reference to an earlier message."""
    return f"<references>{sender},{identifier},2026-02-16T22:50:00+07:00</references>"
