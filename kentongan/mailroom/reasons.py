"""Why a letter did not go out after all."""

from django.db import models


class Reason(models.TextChoices):
    """Why a letter was not sent."""

    NO_ADDRESS = "no_address"
    ERASED = "erased", "the reporter was erased"
    RESTRICTED = "restricted", "the reporter wishes that the data are only kept"
    REVOKED = "revoked", "the link it brings no longer holds"
    TOLD = "told", "somebody told them in another way"
    UNREACHABLE = "unreachable", "nobody knows a right address"
    OUTDATED = "outdated", "what it says is no longer so"
    OVERTAKEN = "overtaken", "the work went on before it went out"
    HIDDEN = "hidden", "the case is not its reader's to see"
    STOPPED = "stopped", "its reader wrote STOP, and there is no other way to them"
    UNWANTED = "unwanted", "its reader wishes no letters"
    DRILL = "drill", "kept, not sent: a drill"
