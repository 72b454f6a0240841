"""What a proof calls each entry about a report or its case, where the journal has only a code."""

from django.utils.translation import gettext as _

from kentongan.frontdesk.telling import titles


def proof_words() -> dict[str, str]:
    """Return every kind that can stand in a proof, in the words of the reporter's timeline."""
    return {
        **_at_work(),
        **_letters(),
        **_about_data(),
        **{kind: title for kind, (title, _kind) in titles().items()},
    }


def _at_work() -> dict[str, str]:
    return {
        "request.received": _("The report was taken in"),
        "request.photos_added": _("Photos were added to the reply"),
        "case.opened": _("A case was opened"),
        "case.noted": _("A note among those at work"),
        "case.neighbourhood_named": _("It was said which RT or RW it lies in"),
        "case.visited": _("Somebody went and looked"),
        "request.helped": _("A head of RT or RW helped to tell it"),
        "case.audited": _("An auditor has looked"),
        "case.overseen": _("It went to the inspectorate"),
        "case.recognised": _("Somebody saw that it is known already"),
        "case.voice_separated": _("One report was separated again"),
        "case.photo_screened": _("A photo was screened"),
        "case.party_revoked": _("Their link was taken back"),
        "deadline.reminded": _("A promised time comes near"),
    }


def _about_data() -> dict[str, str]:
    return {
        "case.narrowed": _("Something was hidden"),
        "case.widening_asked": _("Somebody asked to show more"),
        "case.widened": _("More was shown, with two agreeing"),
        "case.widening_declined": _("What was asked for stays hidden"),
        "request.identity_seen": _("Somebody at work looked at who reported"),
        "request.contact_corrected": _("Contact data were corrected"),
        "request.restricted": _("Your data are only kept, not used"),
        "reporter.erased": _("Your data were erased"),
        "data_request.received": _("A wish about your data came in"),
        "data_request.missed": _("A wish about your data is late"),
        "data_request.fulfilled": _("A wish about your data was done"),
        "data_request.declined": _("A wish about your data was declined"),
    }


def _letters() -> dict[str, str]:
    return {
        "letter.sent": _("A letter was sent"),
        "letter.failed": _("A letter could not be sent"),
        "letter.withdrawn": _("A letter was withdrawn"),
        "letter.retried": _("A letter is tried again"),
        "letter.readdressed": _("A letter got another address"),
    }
