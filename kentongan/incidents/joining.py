"""Joining and taking out by hand: the grouping leaves alone what somebody has placed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case, Filing
from kentongan.incidents.field import cell_for
from kentongan.incidents.holding import hold, hold_open
from kentongan.incidents.models import Incident, Trace, Witness
from kentongan.incidents.placing import lift, recount, set_down, standing
from kentongan.incidents.sifting import point_of
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable

MOST_SHOWN = 200


class NoCaseToJoin(Unprocessable):
    code = "no_case_to_join"
    sentence = _("There is no case of that reference, or none that you may see.")


class NotForTheRoom(Unprocessable):
    code = "not_for_the_room"
    sentence = _("What is for the inspectorate alone is put under no incident.")


class StandsHere(Conflict):
    code = "stands_here"
    sentence = _("Every voice of this case stands under this incident already.")


class StandsElsewhere(Conflict):
    code = "stands_elsewhere"
    sentence = _("This case stands under another incident. Take it out there, or merge the two.")


class NotAWitness(Conflict):
    code = "not_a_witness"
    sentence = _("This case does not stand under this incident any more.")


@transaction.atomic
def join(incident: Incident, case: Case, *, by: User, at: datetime) -> Incident:
    """Put every voice of a case under an incident.

    :raises NoCaseToJoin: if the user may not see the case
    :raises StandsElsewhere: if another incident has it
    """
    incident = hold_open(incident, by=by)
    case = _reach(case, by)
    traces = _traces(case, incident)
    if any(trace.incident_id not in (None, incident.pk) for trace in traces):
        raise StandsElsewhere(field="case")
    coming = [trace.pk for trace in traces if trace.incident_id is None]
    if not coming:
        raise StandsHere(field="case")
    Trace.objects.filter(pk__in=coming).update(is_by_hand=True)
    count = set_down(coming, incident, by=by, at=at)
    recount(incident)
    told = {"case": case.pk, "count": count}
    record("incident.joined", about=("incident", incident.pk), by=by, at=at, **told)
    return incident


@transaction.atomic
def take_out(incident: Incident, case: Case, *, by: User, at: datetime) -> Incident:
    """Take every voice of a case off an incident; it is not grouped again by itself.

    :raises NotAWitness: if none stands under it any more
    """
    incident = hold(incident, by=by)
    case = _reach(case, by)
    leaving = standing(incident).filter(trace__service_request__filing__case=case)
    traces = lift(leaving, by=by, at=at)
    if not traces:
        raise NotAWitness
    Trace.objects.filter(pk__in=traces).update(is_by_hand=True)
    recount(incident)
    told = {"case": case.pk, "count": len(traces)}
    record("incident.detached", about=("incident", incident.pk), by=by, at=at, **told)
    return incident


def witnesses_for(incident: Incident, *, by: User) -> list[Witness]:
    """Return the witnesses whose case the user reaches, newest first, each with its case at hand.

    (two statements)
    """
    found = standing(incident).select_related("trace__service_request__filing")
    listed = list(found.order_by("-since", "-pk")[:MOST_SHOWN])
    filings = [each.trace.service_request.filing for each in listed]
    reached = Case.objects.reachable_by(by, Act.SEE).in_bulk({each.case_id for each in filings})
    for filing in filings:
        if filing.case_id in reached:
            filing.case = reached[filing.case_id]
    return [each for each in listed if each.trace.service_request.filing.case_id in reached]


def _reach(case: Case, by: User) -> Case:
    found = Case.objects.reachable_by(by, Act.SEE).filter(pk=case.pk).first()
    if found is None:
        raise NoCaseToJoin(field="case")
    if found.is_oversight:
        raise NotForTheRoom(field="case")
    return found


def _traces(case: Case, incident: Incident) -> list[Trace]:
    """The voices of a case as traces; those that the grouping never saw are written now."""
    filings = Filing.objects.filter(case=case).select_related("service_request")
    told = [(filing, filing.service_request) for filing in filings]
    Trace.objects.bulk_create(
        (
            Trace(
                service_request=request,
                kind=incident.kind,
                jurisdiction_id=request.jurisdiction_id,
                cell=cell_for(incident.kind, point_of(request)),
                at=filing.at,
            )
            for filing, request in told
        ),
        ignore_conflicts=True,
    )
    return list(Trace.objects.filter(service_request__in=[request for _filing, request in told]))
