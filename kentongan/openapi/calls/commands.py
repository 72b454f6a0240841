"""Where an exchange fetches what our operators ask of it, and says what became of it."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kentongan.calls.commanding import conclude, waiting_for
from kentongan.calls.models import Command
from kentongan.openapi.calls.answering import Said, Unreadable, body_of, speaks
from kentongan.openapi.wording import stamped
from kentongan.toolbox.refusals import Conflict


class AnotherKey(Conflict):
    code = "another_key"
    sentence = _("Send the command's own Idempotency-Key.")


@speaks("GET")
def waiting(request: HttpRequest, pbx: str) -> Said:
    """List what is to be done now, oldest first; ask again in a second."""
    commands = [_command(each) for each in waiting_for(pbx, at=timezone.now())]
    return Said({"commands": commands})


@speaks("POST")
def done(request: HttpRequest, pbx: str, key: str) -> Said:
    """Take in that a command was done, or why not; saying so again changes nothing.

    :raises NotFound: if this exchange was asked no such thing
    """
    if request.headers.get("Idempotency-Key", "") != key:
        raise AnotherKey(field="Idempotency-Key")
    told = body_of(request)
    error = told.get("error", "") if isinstance(told, dict) else None
    if not isinstance(error, str):
        raise Unreadable(field="error")
    over = conclude(key, pbx=pbx, error=error.strip(), at=timezone.now())
    return Said({"idempotency_key": key, "is_done": over.done_at is not None})


def _command(command: Command) -> dict[str, Any]:
    return {
        "idempotency_key": command.idempotency_key,
        "command": command.kind,
        "call_id": command.call.pbx_call_id if command.call else None,
        "asked_at": stamped(command.asked_at),
        **command.body,
    }
