"""What was published in spite of a warning, told at the desk: by whom, and what it looked like."""

import json
from typing import Any

from django.db.models import TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from kentongan.casework.history import Event
from kentongan.casework.history_parts import Rows, part
from kentongan.casework.models import Case
from kentongan.casework.revealing import in_words
from kentongan.journal.models import Entry

KIND = "case.insisted"
"""Not the journal's: there it is a particular of the entry that let everybody read the words."""
TOLD = ("case.verified", "case.widening_asked")


def insisted_on(case: Case) -> Rows:
    """Return the entries by which somebody insisted, as a part of the case's history."""
    entries = Entry.objects.filter(about="case", about_id=case.pk, kind__in=TOLD)
    loud = entries.filter(particulars__insisted__0__isnull=False)
    what = KeyTextTransform("insisted", "particulars")
    return part(loud, KIND, Value("", TextField()), what)


def insisted(event: Event, telling: Any) -> str:
    """Return the title: what the warning was about."""
    found = ", ".join(str(in_words(code)) for code in json.loads(event.detail or "[]"))
    return _("Let all read it in spite of a warning: %(what)s") % {"what": found}
