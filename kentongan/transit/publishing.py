"""Publishing GTFS-Realtime: where buses are, when they come, and what riders are told of lines.

Runs of lines that go every so often carry trip_id, start_date and start_time, as the specification
asks. A run that is no trip of the timetable is a position without a trip, never a made-up one.
Simulated buses are published to nobody.
"""

from datetime import datetime

from django.db.models import Q
from google.transit import gtfs_realtime_pb2 as rt

from kentongan.transit.expecting import Board, board
from kentongan.transit.knowing import Timetable, timetable
from kentongan.transit.models import Advisory, Trip
from kentongan.transit.seeing import Seen

VERSION = "2.0"


def vehicle_positions(at: datetime) -> bytes:
    """Return where every vehicle is that was heard of in the last 90 seconds."""
    known = _known(at)
    message = _message(at)
    for seen in known.seen:
        vehicle = message.entity.add(id=f"v-{seen.code}").vehicle
        vehicle.vehicle.id = vehicle.vehicle.label = seen.code
        vehicle.timestamp = int(seen.at.timestamp())
        vehicle.position.latitude, vehicle.position.longitude = seen.point
        if seen.heading is not None:
            vehicle.position.bearing = seen.heading
        _describe(vehicle.trip, seen, _trips(known.table))
        ahead = known.ahead(seen) if vehicle.HasField("trip") else []
        if ahead:
            call = ahead[0].way.calls[ahead[0].index]
            vehicle.current_stop_sequence, vehicle.stop_id = call.sequence, call.code
            vehicle.current_status = rt.VehiclePosition.IN_TRANSIT_TO
    return message.SerializeToString()


def trip_updates(at: datetime) -> bytes:
    """Return when every run that is under way will reach the stops before it."""
    known = _known(at)
    message, trips = _message(at), _trips(known.table)
    for seen in known.seen:
        ahead = known.ahead(seen)
        if seen.trip not in trips or not ahead:
            continue
        update = message.entity.add(id=f"t-{seen.code}").trip_update
        _describe(update.trip, seen, trips)
        update.vehicle.id = update.vehicle.label = seen.code
        update.timestamp = int(seen.at.timestamp())
        latest = 0
        for arrival in ahead:
            call = arrival.way.calls[arrival.index]
            stop = update.stop_time_update.add(stop_sequence=call.sequence, stop_id=call.code)
            latest = max(latest + 1, int(arrival.at.timestamp()))
            stop.schedule_relationship = _of_stop(update.trip)
            stop.arrival.time = latest
            stop.departure.time = latest + max(0, call.leaves - call.arrives)
            latest = stop.departure.time
    return message.SerializeToString()


def alerts(at: datetime) -> bytes:
    """Return what riders are told of lines."""
    table, message = timetable(at), _message(at)
    known = {(table.versions[line.version_id].feed, line.code) for line in table.lines.values()}
    current = Advisory.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), begins_at__lte=at)
    for each in current.filter(withdrawn_at=None).order_by("pk"):
        if (each.feed, each.line) not in known:
            continue
        alert = message.entity.add(id=f"a-{each.pk}").alert
        period = alert.active_period.add(start=int(each.begins_at.timestamp()))
        if each.ends_at:
            period.end = int(each.ends_at.timestamp())
        alert.informed_entity.add(route_id=each.line)
        alert.cause = getattr(rt.Alert, each.cause)
        alert.effect = getattr(rt.Alert, each.effect)
        alert.header_text.translation.add(text=each.text[:80], language="id")
        alert.description_text.translation.add(text=each.text, language="id")
    return message.SerializeToString()


def _known(at: datetime) -> Board:
    known = board(timetable(at), at)
    known.seen = [] if known.is_simulated else known.seen
    return known


def _message(at: datetime) -> rt.FeedMessage:
    message = rt.FeedMessage()
    message.header.gtfs_realtime_version = VERSION
    message.header.incrementality = rt.FeedHeader.FULL_DATASET
    message.header.timestamp = int(at.timestamp())
    return message


def _trips(table: Timetable) -> dict[int | None, Trip]:
    return {trip.pk: trip for way in table.ways.values() for trip in way.trips}


def _describe(told: rt.TripDescriptor, seen: Seen, trips: dict[int | None, Trip]) -> None:
    trip = trips.get(seen.trip)
    if trip is None or seen.day is None or seen.starts_s is None:
        return
    told.trip_id, told.start_date = trip.code, f"{seen.day:%Y%m%d}"
    hours, rest = divmod(seen.starts_s, 3600)
    told.start_time = f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
    told.schedule_relationship = (
        rt.TripDescriptor.UNSCHEDULED
        if any(not exact for *_, exact in trip.frequencies)
        else rt.TripDescriptor.SCHEDULED
    )


def _of_stop(trip: rt.TripDescriptor) -> rt.TripUpdate.StopTimeUpdate.ScheduleRelationship:
    """A run that has no times of its own has none at its stops, either."""
    if trip.schedule_relationship == rt.TripDescriptor.UNSCHEDULED:
        return rt.TripUpdate.StopTimeUpdate.UNSCHEDULED
    return rt.TripUpdate.StopTimeUpdate.SCHEDULED
