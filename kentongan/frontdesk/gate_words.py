"""What happened at the gate, told to the reporter."""

from django.utils.translation import gettext as _


def gate_titles() -> dict[str, tuple[str, str]]:
    """Return the title and the look of each kind."""
    return {
        "case.refused": (_("Not taken up"), "late"),
        "case.objected": (_("An objection to the refusal"), ""),
        "case.objection_decided": (_("The objection was decided"), ""),
        "case.referred": (_("Sent to another authority"), ""),
        "case.referral_followed": (_("The other authority was asked again"), ""),
        "case.referral_concluded": (_("The other authority's last word"), ""),
        "case.set_aside": (_("Set aside"), ""),
    }
