"""Which service type a sheet is about: the sheet has boxes for groups, the words say the rest."""

from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.models import ServiceGroup, ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.refusals import Unprocessable

MOST = 8
MOST_WEIGHED = 40


class NoKind(Unprocessable):
    code = "no_kind"
    sentence = _("No type of report is called so, and the words suggest none.")


def group_of(said: str) -> ServiceGroup | None:
    """Return the group that somebody ticked, by its code or name."""
    wanted = said.strip().casefold()
    return next((each for each in shelf().groups if wanted and wanted in _called(each)), None)


def by_the_words(words: str, group: ServiceGroup | None) -> list[ServiceType]:
    """Return the types that the words suggest, best first; where a box was ticked, within it."""
    if not words.strip():
        return []
    if group is None:
        return suggest(words)
    return [kind for kind in suggest(words, MOST_WEIGHED) if kind.group_id == group.pk][:MOST]


def within(group: ServiceGroup | None) -> list[ServiceType]:
    """Return what is offered in a group; nothing for none."""
    return [kind for kind in shelf().offered if group and kind.group_id == group.pk]


def kind_of(said: str, words: str) -> ServiceType:
    """Return the type that a row means: as it is named, or by its words within the named group.

    :raises NoKind: if nothing of ours is called so, or the words suggest none
    """
    wanted, group = said.strip().casefold(), group_of(said)
    named = [kind for kind in shelf().offered if wanted and wanted in _called(kind)]
    only = within(group) if len(within(group)) == 1 else []
    weighed = by_the_words(words, group) if group or not wanted else []
    for kind in [*named, *weighed, *only]:
        return kind
    raise NoKind(field="kind")


def _called(each: ServiceGroup | ServiceType) -> set[str]:
    return {each.code.casefold(), *(name.casefold() for name in each.names.values())}
