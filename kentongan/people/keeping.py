"""Views of the queue that somebody keeps: their own bookmarks, no business of the journal's."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.people.models import SavedFilter, User
from kentongan.toolbox.refusals import NotFound, Unprocessable
from kentongan.toolbox.words import tidy

MOST_KEPT = 20


class NameMissing(Unprocessable):
    code = "name_missing"
    sentence = _("Please give this view a name.")


class TooManyKept(Unprocessable):
    code = "too_many_kept"
    sentence = _("Twenty views are kept already; please remove one first.")


class NoSuchFilter(NotFound):
    code = "no_such_filter"


@transaction.atomic
def keep(user: User, name: str, query: str) -> SavedFilter:
    """Keep a view under a name; the same name again replaces it.

    :raises NameMissing: if there is none
    :raises TooManyKept: if there are `MOST_KEPT` already
    """
    tidied = tidy(name, longest=60, field="name")
    if not tidied:
        raise NameMissing(field="name")
    User.objects.select_for_update().get(pk=user.pk)
    if user.saved_filters.exclude(name=tidied).count() >= MOST_KEPT:
        raise TooManyKept(field="name")
    kept, _is_new = user.saved_filters.update_or_create(
        name=tidied, defaults={"query": query[:500]}
    )
    return kept


def remove(user: User, pk: int) -> None:
    """Remove one of the user's own views.

    :raises NoSuchFilter: if it is not theirs
    """
    deleted, _rows = user.saved_filters.filter(pk=pk).delete()
    if not deleted:
        raise NoSuchFilter
