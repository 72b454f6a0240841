"""The clocks' pace, as the city's data say: when to remind, when to hand upward, how long to pause.

`_days` are working days and hold for terms in working days, `_hours` for terms in hours.
"""

from dataclasses import fields

from kentongan.cities.packs.facts import PaceFacts
from kentongan.places.directory import directory


def pace() -> PaceFacts:
    """Return the current city's; what its data do not say is as it is by default."""
    told = directory().profile.pace
    known = {field.name for field in fields(PaceFacts)}
    return PaceFacts(**{key: value for key, value in told.items() if key in known})
