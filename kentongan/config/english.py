"""Commands speak English: what they refuse is said so too, whichever language the city speaks."""


def english(fault: Exception) -> str:
    """Return the sentence of a fault, in English."""
    from django.utils import translation

    with translation.override("en"):
        return str(fault)
