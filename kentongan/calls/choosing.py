"""Choosing at whose desk a call rings: whoever has been ready longest."""

from collections.abc import Collection

from kentongan.calls.agents import Agent, Command


def longest_ready(but: Collection[str]) -> str | None:
    """Return the extension of who has been ready longest, None if nobody is (one statement).

    :param but: extensions where this call rang in vain, or which another call was just given
    """
    ready = Agent.objects.filter(presence=Agent.Presence.READY).exclude(extension__in=but)
    return ready.order_by("since", "pk").values_list("extension", flat=True).first()


def desk_of(command: Command) -> str | None:
    """Return the extension whose telephone shall do what was asked (at most one statement)."""
    if extension := command.body.get("extension"):
        return str(extension)
    user = command.call.agent_id if command.call and command.call.agent_id else command.by_id
    return Agent.objects.filter(user=user).values_list("extension", flat=True).first()
