"""Founding a city: a schema, its tables, and the pack loaded into them, all or nothing."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from kentongan.alarms.loading import load_rules
from kentongan.catalogue.knowing import load_snippets
from kentongan.catalogue.loading import (
    load_city_rules,
    load_groups,
    load_service_types,
    load_shared_rules,
)
from kentongan.cities.entering import forget_hosts, inside, leave
from kentongan.cities.models import City, Domain
from kentongan.cities.packs.cells import approximate_cells
from kentongan.cities.packs.facts import PackFacts
from kentongan.config.clashing import check_free
from kentongan.config.drilling.marking import NO_DRILL, Drill, row
from kentongan.config.tables import make_tables
from kentongan.incidents.loading import load_kinds
from kentongan.mailroom.styling import load_style
from kentongan.places.loading import (
    load_boundaries,
    load_jurisdictions,
    load_landmarks,
    load_profile,
    load_units,
)
from kentongan.places.loading_hours import load_days, load_pace, load_periods
from kentongan.places.loading_neighbourhoods import load_neighbourhoods
from kentongan.places.models import Jurisdiction
from kentongan.situation.gauges.loading import load_gauges
from kentongan.situation.loading import load_feeds
from kentongan.stage.loading import load_stages
from kentongan.toolbox.snapshots import forget_all

COMMON = "cities"
"""The one app whose tables all cities share."""


def prepare() -> None:
    """Bring the common schema and every city's up to date; quick where nothing is new."""
    leave()
    # By name: in the common schema the rooms' own migrations do nothing but take their time.
    call_command("migrate_schemas", COMMON, shared=True, verbosity=0)
    for schema in behind():
        call_command("migrate_schemas", schema_name=schema, verbosity=0)
    leave()


def behind() -> list[str]:
    """Return the schemas that lack a migration, asked of all cities in one statement."""
    wanted = set(MigrationLoader(None).disk_migrations)
    schemas = list(City.objects.order_by("pk").values_list("schema_name", flat=True))
    if not schemas:
        return []
    query = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {}, app, name FROM {}").format(
            sql.Literal(schema), sql.Identifier(schema, "django_migrations")
        )
        for schema in schemas
    )
    applied: dict[str, set[tuple[str, str]]] = {schema: set() for schema in schemas}
    with connection.cursor() as cursor:
        cursor.execute(query)
        for schema, app, name in cursor.fetchall():
            applied[schema].add((app, name))
    return [schema for schema in schemas if wanted - applied[schema]]


def found(
    pack: PackFacts, *, domains: Iterable[str], at: datetime, drill: Drill = NO_DRILL
) -> City:
    """Add a city from its pack.

    :param domains: host names that lead to it
    :param drill: whose twin it is, if it is there to drill in
    :raises HostTwice: if a host name is given twice
    :raises Conflict: if its slug, its code or a host name is taken
    """
    leave()
    facts = drill.told(pack.city)
    domains = list(domains)
    check_free(facts, domains)
    city = row(facts, drill, at=at)
    make_tables(city.schema_name)
    try:
        with transaction.atomic():
            city.save()
            for number, domain in enumerate(domains):
                Domain.objects.create(tenant=city, domain=domain, is_primary=number == 0)
            load(city, pack, at=at)
    except BaseException:
        _undo(city)
        raise
    forget_hosts()
    return city


def _undo(city: City) -> None:
    leave()
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(city.schema_name)
        cursor.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")


@transaction.atomic
def load(city: City, pack: PackFacts, *, at: datetime) -> None:
    """Load a pack into a city, again as often as it changes; official boundaries are kept."""
    with inside(city):
        places = load_jurisdictions(pack.jurisdictions)
        units = load_units(pack.units, places)
        today = at.astimezone(ZoneInfo(pack.city.zone)).date()
        load_service_types(pack.service_types, load_groups(pack.groups), units, today=today)
        load_shared_rules(pack.promised, today=today)
        load_city_rules(pack.rules, today=today)
        load_landmarks(pack.demo.places, places)
        load_days(pack.days)
        load_periods(pack.periods)
        load_style(pack.letters)
        load_snippets(pack.knowledge)
        load_feeds(pack.feeds)
        load_gauges(pack.gauges, at=at)
        load_kinds(pack.incidents)
        load_neighbourhoods(pack.neighbourhoods, is_whole=True)
        load_stages(pack.stages, units)
        load_profile(pack.city, at=at)
        load_pace(pack.pace)
        load_rules(pack.alarms, units, at=at)  # it looks into the directory: after the profile
        if not Jurisdiction.objects.filter(is_approximate=False).exists():
            load_boundaries(approximate_cells(pack.jurisdictions), are_approximate=True)
    forget_all()
