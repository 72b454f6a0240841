"""What the roles are called."""

from django.utils.translation import gettext as _

from kentongan.people.models import Role


def role_names() -> dict[str, str]:
    """Return the roles' names in the visitor's language."""
    return {
        str(Role.OPERATOR): _("operator"),
        str(Role.SUPERVISOR): _("supervisor of the telephones"),
        str(Role.OFFICER): _("unit officer"),
        str(Role.HEAD): _("head (lurah, camat, agency)"),
        str(Role.LEADER): _("leader"),
        str(Role.ADMINISTRATOR): _("administrator"),
        str(Role.COUNCIL): _("staff of a council group"),
        str(Role.NEIGHBOUR): _("head of RT or RW"),
    }
