"""Ending a drill: its report is written, then its schema, its host names and its letters go."""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from kentongan.cities.entering import forget_hosts, leave
from kentongan.cities.models import City
from kentongan.config.drilling.playing import NotADrill
from kentongan.config.drilling.reporting import write_report
from kentongan.toolbox.snapshots import forget_all


def end_drill(twin: City, *, at: datetime) -> list[Path]:
    """End a drill; returns the files of its report, which stay.

    :raises NotADrill: if the city is a real one
    """
    if twin.drill_of_id is None:
        raise NotADrill(twin.slug)
    files = write_report(twin, at=at)
    leave()
    with transaction.atomic():
        City.objects.select_for_update().get(pk=twin.pk)
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(twin.schema_name)
            cursor.execute(f"DROP SCHEMA {name} CASCADE")
        twin.domains.all().delete()
        City.objects.filter(pk=twin.pk).delete()
    for folder in (Path(settings.OUTBOX), Path(settings.MEDIA_ROOT)):
        shutil.rmtree(folder / twin.schema_name, ignore_errors=True)
    forget_hosts()
    forget_all()
    return files
