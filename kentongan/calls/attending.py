"""Attending: who sits at which extension, and whether they are free."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.calls.agents import Agent
from kentongan.calls.call import OPEN, Call
from kentongan.calls.events import LONGEST, Told
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable

Presence = Agent.Presence
ORDER = {presence: rank for rank, presence in enumerate(Presence)}
"""Which of two counts where both are said of the same moment."""


class ExtensionTaken(Conflict):
    code = "extension_taken"
    sentence = _("Somebody else has this extension.")


class ExtensionUnusable(Unprocessable):
    code = "extension_unusable"
    sentence = _("An extension is a word of digits or letters.")


class NoExtension(Conflict):
    code = "no_extension"
    sentence = _("You have no extension yet; ask whoever supervises the calls.")


@transaction.atomic
def give_extension(user: User, extension: str, *, by: User | None, at: datetime) -> Agent:
    """Let calls to an extension ring at somebody; `by` nobody: whoever runs the server.

    :raises NotFound: if the giver may not, or the user takes no calls
    :raises ExtensionTaken: if it is somebody else's
    """
    if (by is not None and not may(by, Act.SUPERVISE_CALLS)) or not may(user, Act.TAKE_CALLS):
        raise NotFound
    word = extension.strip()
    if not word.isalnum() or len(word) > LONGEST["extension"]:
        raise ExtensionUnusable(field="extension")
    if Agent.objects.filter(extension=word).exclude(user=user).exists():
        raise ExtensionTaken(field="extension")
    wanted, new = {"extension": word}, {"extension": word, "since": at}
    agent, _made = Agent.objects.update_or_create(user=user, defaults=wanted, create_defaults=new)
    record("agent.placed", about=("user", user.pk), by=by, at=at)
    return agent


@transaction.atomic
def be(user: User, presence: Presence, *, at: datetime) -> Agent:
    """Be ready, away and so on, by one's own hand.

    :raises NoExtension: if the user has none
    """
    agent = Agent.objects.select_for_update(no_key=True).filter(user=user).first()
    if agent is None:
        raise NoExtension
    _turn(agent, presence, at)
    told = {"presence": str(presence)}
    record("agent.changed", about=("user", user.pk), by=user, at=at, **told)
    return agent


def attend(event: Told, *, at: datetime) -> tuple[bool, bool]:
    """Take in an agent's state; return whether it changed, and whether the extension is known.

    Inside the transaction of `telling`. Only what is newer than what is known counts.
    """
    agents = Agent.objects.select_for_update(no_key=True)
    agent = agents.filter(extension=event.extension).first()
    if agent is None:
        return False, False
    said = (event.at, ORDER[Presence(event.presence)])
    if said <= (agent.since, ORDER[Presence(agent.presence)]):
        return False, True
    was = agent.presence
    _turn(agent, Presence(event.presence), event.at)
    if was == agent.presence:
        return False, True
    told = {"presence": event.presence}
    record("agent.changed", about=("user", agent.user_id), by=None, at=at, **told)
    return True, True


def agents() -> QuerySet[Agent]:
    """Return everybody at a telephone by extension, each with the user (one statement)."""
    return Agent.objects.select_related("user").order_by("extension")


def calls_at(user: User) -> QuerySet[Call]:
    """Return the calls that ring or are spoken at somebody's telephone now, oldest first."""
    return Call.objects.filter(agent=user, state__in=OPEN).order_by("offered_at", "pk")


def _turn(agent: Agent, presence: Presence, at: datetime) -> None:
    agent.presence, agent.since = presence, at
    agent.save(update_fields=["presence", "since"])
