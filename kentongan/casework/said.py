"""What a voice says of its own report, without the code that opens it or another.

Who writes back gives the code so that their report is found. Left in the words, everybody who reads
the case could follow it, confirm it and object as if they had reported it.
"""

from kentongan.casework.holding import sentence
from kentongan.intake.hiding import without_codes
from kentongan.intake.models import ServiceRequest
from kentongan.toolbox.codes import without
from kentongan.toolbox.words import tidy


def said_of(service_request: ServiceRequest, text: str, *, field: str) -> str:
    """Return the words as they may be stored, "" for none."""
    return tidy(_bare(service_request, text), field=field)


def sentence_of(service_request: ServiceRequest, text: str, *, field: str) -> str:
    """Return words that were asked for.

    :raises WordsMissing: if there are none beside the code
    """
    return sentence(_bare(service_request, text), field=field)


def _bare(service_request: ServiceRequest, text: str) -> str:
    return without_codes(without(text, service_request.code))
