"""Taking: a case whose RT and RW nobody told is known by its head to lie in theirs."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import NoSuchCase
from kentongan.casework.models import Case
from kentongan.journal.recording import record
from kentongan.neighbourhood.models import Belonging
from kentongan.neighbourhood.reaching import names_another, open_to_neighbours, reach_of, where
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict


class AlreadyPlaced(Conflict):
    code = "already_placed"
    sentence = _("It is known by now in which RT or RW this lies.")


@transaction.atomic
def take(case: Case, *, by: User, at: datetime, neighbourhood: int | None = None) -> Belonging:
    """Say that a case lies in the head's own neighbourhood.

    :param neighbourhood: which, for whoever is the head of several
    :raises NoSuchCase: if they may not know of it
    :raises AlreadyPlaced: if it lies in one
    """
    reach = reach_of(by)
    known = open_to_neighbours().open().filter(jurisdiction__in=reach.kelurahan)
    held = known.filter(pk=case.pk).select_for_update(of=("self",)).first()
    if held is None:
        raise NoSuchCase
    if Belonging.objects.filter(case=held).exists():
        raise AlreadyPlaced
    if names_another(held):
        raise NoSuchCase
    own = where(held, reach, neighbourhood)
    how = Belonging.How.TAKEN
    row = Belonging.objects.create(case=held, neighbourhood=own, how=how, by=by, at=at)
    told = {"row": row.pk, "neighbourhood": own.pk}
    record("case.neighbourhood_named", about=("case", held.pk), by=by, at=at, **told)
    return row
