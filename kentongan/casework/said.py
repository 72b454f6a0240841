"""What a voice says of its own report, without the code that opens it.

Who writes back gives the code so that their report is found. Left in the words, everybody who reads
the case could follow it, confirm it and object as if they had reported it.
"""

from kentongan.casework.holding import sentence
from kentongan.intake.models import ServiceRequest
from kentongan.toolbox.codes import without
from kentongan.toolbox.words import tidy


def said_of(service_request: ServiceRequest, text: str, *, field: str) -> str:
    """Return the words as they may be stored, "" for none."""
    return tidy(without(text, service_request.code), field=field)


def sentence_of(service_request: ServiceRequest, text: str, *, field: str) -> str:
    """Return words that were asked for.

    :raises WordsMissing: if there are none beside the code
    """
    return sentence(without(text, service_request.code), field=field)
