"""BMKG's forecast of one kelurahan (adm4) after another, for three days in steps of three hours.

`api.bmkg.go.id/publik/prakiraan-cuaca?adm4=…`, new twice a day, 60 questions a minute at most, the
source named. The feed's own address names one kelurahan; each turn asks on for those of the city
that were asked longest ago.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.db.models import Max

from kentongan.places.directory import directory
from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import Forecast
from kentongan.situation.kinds.forecast import STEP, Step
from kentongan.situation.telling import Tidings, Told
from kentongan.situation.values import (
    Thing,
    key,
    moment,
    needed,
    number,
    opened,
    point,
    thing,
    things,
    words,
)

MOST_STEPS = 80
EARLIEST = datetime.min.replace(tzinfo=UTC)


class BmkgForecast:
    """Leads from kelurahan to kelurahan and takes each one's forecast."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Return the addresses of the other kelurahan, the one asked longest ago first."""
        asked = feed.fetches.exclude(address="").values_list("address").annotate(Max("at"))
        last = dict(asked)
        others = (address_of(feed.address, place.code) for place in directory().kelurahan)
        meant = [address for address in others if address != feed.address]
        return sorted(meant, key=lambda address: (last.get(address, EARLIEST), address))

    def take(self, parcel: Parcel) -> int:
        """Take the kelurahan that the answer is about; one that is not the city's is left out."""
        told = forecast(parcel.raw)
        mine = told.key in directory().by_code
        tidings = Tidings((told,) if mine else (), is_whole=False)
        return take(tidings, Kind.FORECAST, parcel)


def address_of(address: str, code: str) -> str:
    """Return the address of another kelurahan's forecast."""
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query)) | {"adm4": code}
    return urlunsplit(parts._replace(query=urlencode(asked)))


def forecast(raw: bytes) -> Told:
    """Return what the answer expects of the weather, and where.

    :raises NotUnderstood: if it is anything else
    """
    whole = thing(opened(raw), "the answer")
    data = things(whole.get("data"), "data")
    if not data:
        raise NotUnderstood("it has no data")
    first = thing(data[0], "data")
    place = thing(first.get("lokasi") or whole.get("lokasi"), "lokasi")
    code = key(place.get("adm4"), "adm4")
    lines = [each for day in things(first.get("cuaca"), "cuaca") for each in things(day, "a day")]
    if not 0 < len(lines) <= MOST_STEPS:
        raise NotUnderstood(f"{len(lines)} steps of a forecast")
    slots = sorted((_step(thing(each, "a step")) for each in lines), key=lambda one: one.begins_at)
    return Told(
        code,
        Forecast(code, tuple({each.begins: each for each in slots}.values())),
        moment(lines[0].get("analysis_date"), "analysis_date", UTC),
        holds_from=slots[0].begins_at,
        holds_until=slots[-1].begins_at + STEP,
        point=point(place.get("lat"), place.get("lon")),
        codes=(code,),
    )


def _step(told: Thing) -> Step:
    begins = moment(told.get("utc_datetime"), "utc_datetime", UTC)
    if begins is None or abs(begins - datetime(2050, 1, 1, tzinfo=UTC)) > timedelta(days=36525):
        raise NotUnderstood("a step without its moment")
    return Step(
        begins=begins.isoformat(),
        weather_code=int(needed(told.get("weather"), "weather", 0, 999)),
        words={"id": words(told.get("weather_desc")), "en": words(told.get("weather_desc_en"))},
        temperature_c=number(told.get("t"), "t", -40, 60),
        humidity_percent=number(told.get("hu"), "hu", 0, 100),
        wind_kmh=number(told.get("ws"), "ws", 0, 400),
        wind_from_deg=number(told.get("wd_deg"), "wd_deg", 0, 360),
        cloud_percent=number(told.get("tcc"), "tcc", 0, 100),
        rain_mm=number(told.get("tp"), "tp", 0, 2000),
        visibility_m=number(told.get("vs"), "vs", 0, 200_000),
    )
