"""3CX: a CRM template (XML) that an administrator uploads, and what it makes 3CX send us.

https://www.3cx.com/docs/server-side-crm-template-xml-description/. A template can sign nothing: it
sends a token, made of the exchange's secret, that opens only the two addresses made for it.
"""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from xml.sax.saxutils import quoteattr

from kentongan.calls.events import EventUnusable, moment
from kentongan.calls.numbers import plain
from kentongan.calls.records import Record

TOKEN = "X-Kentongan-Token"  # noqa: S105 - a header's name
ANSWERED = frozenset({"inbound", "outbound"})


def token_of(secret: str) -> str:
    """Return what the template sends in place of a signature."""
    return hmac.new(secret.encode(), b"3cx", "sha256").hexdigest()


def read_call(form: Mapping[str, str], at: datetime) -> Record:
    """Return the record in a report of 3CX; a call that was missed has type `Missed`.

    :param at: when it came; 3CX reports when the call has ended
    :raises EventUnusable: if number or duration are missing
    """
    number, kind = plain(form.get("number", "")), form.get("type", "").lower()
    try:
        seconds = int(form.get("duration", "") or 0)
    except ValueError:
        raise EventUnusable(field="duration") from None
    if not number or not 0 <= seconds < 86_400:
        raise EventUnusable(field="duration" if number else "number")
    start = form.get("start", "")
    began = moment(start, field="start") if start else at - timedelta(seconds=seconds)
    is_answered = kind in ANSWERED and seconds > 0
    return Record(
        call_id=f"3cx:{number}:{began:%Y%m%dT%H%M%S}",
        offered_at=began,
        answered_at=began if is_answered else None,
        ended_at=began + timedelta(seconds=seconds),
        direction="out" if kind in {"outbound", "notanswered"} else "in",
        number=number,
        extension=form.get("agent", "")[:40],
        disposition=kind[:60],
    )


def template(name: str, base: str, token: str) -> str:
    """Return the template to be uploaded to 3CX.

    :param base: the city's address with `/calls/v1/3cx/NAME`
    """
    known = f'<Value Key={quoteattr(TOKEN)} Passes="1" Type="String">{token}</Value>'
    fields = (
        ("number", "[Number]"),
        ("type", "[CallType]"),
        ("agent", "[Agent]"),
        ("duration", "[DurationSeconds]"),
        ("start", "[CallStartTimeUTC]"),
    )
    posted = "".join(
        f'<Value Key="{key}" Passes="1" Type="String">{value}</Value>' for key, value in fields
    )
    return TEMPLATE.format(
        name=quoteattr(name),
        lookup=quoteattr(f"{base}/lookup?number=[Number]"),
        report=quoteattr(f"{base}/report"),
        headers=f"<Headers>{known}</Headers>",
        posted=posted,
    )


TEMPLATE = """<?xml version="1.0" encoding="utf-8"?>
<Crm Country="ID" Name={name} Version="1" SupportsEmojis="false">
  <Number Prefix="AsIs" MaxLength="15" />
  <Connection MaxConcurrentRequests="4" />
  <Parameters />
  <Authentication Type="No" />
  <Scenarios>
    <Scenario Id="" Type="REST">
      <Request Url={lookup} RequestType="Get" RequestEncoding="UrlEncoded" ResponseType="Json">
        {headers}
      </Request>
      <Rules><Rule Type="Any">contacts.id</Rule></Rules>
      <Variables>
        <Variable Name="Id" Path="contacts.id"><Filter /></Variable>
        <Variable Name="Name" Path="contacts.name"><Filter /></Variable>
        <Variable Name="Url" Path="contacts.url"><Filter /></Variable>
      </Variables>
      <Outputs AllowEmpty="false">
        <Output Type="EntityId" Passes="1" Value="[Id]" />
        <Output Type="FirstName" Passes="1" Value="[Name]" />
        <Output Type="ContactUrl" Passes="1" Value="[Url]" />
      </Outputs>
    </Scenario>
    <Scenario Id="ReportCall" Type="REST">
      <Request Url={report} RequestType="Post" RequestEncoding="UrlEncoded" ResponseType="Json">
        <PostValues Key="">{posted}</PostValues>
        {headers}
      </Request>
    </Scenario>
  </Scenarios>
</Crm>
"""
