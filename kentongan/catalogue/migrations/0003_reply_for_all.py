"""A city whose pack set no reply window gets the usual one, and its open claims with it.

Counting the version up makes the clock reckon again, which gives the open claims their window.
"""

from datetime import date, timedelta
from typing import Any

from django.db import migrations
from django.db.models import F

SOURCE = (
    "SP4N-LAPOR practice: done when answered and 10 working days pass without a reply; "
    "usual where the city has set no window"
)


def add_reply(apps: Any, _schema: Any) -> None:
    """Nothing to do in a schema whose pack is not loaded yet: loading it brings the rule."""
    profiles = apps.get_model("places", "Profile").objects
    rules = apps.get_model("catalogue", "DeadlineRule").objects
    replies = rules.filter(binds="reply", service_type=None, matter="")
    ends = list(replies.values_list("valid_to", flat=True))
    if None in ends or not profiles.exists():
        return
    rules.create(
        binds="reply",
        matter="",
        amount=10,
        unit="working_days",
        on_open="take",
        source=SOURCE,
        valid_from=max(ends) + timedelta(days=1) if ends else date(2025, 1, 1),
    )
    profiles.update(version=F("version") + 1)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_city_rules"), ("places", "0002_office_periods")]

    operations = [migrations.RunPython(add_reply, migrations.RunPython.noop)]
