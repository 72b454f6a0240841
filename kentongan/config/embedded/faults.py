"""What may stop the embedded server, said so that an operator knows what to do."""


class EmbeddedFault(Exception):
    """The embedded server cannot run; the text says why and what helps."""
