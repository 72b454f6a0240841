"""What the roles are called."""

from django.utils.translation import gettext as _

from kentongan.people.models import Role


def role_names() -> dict[str, str]:
    """Return the roles' names in the visitor's language."""
    return {
        str(Role.OPERATOR): _("operator"),
        str(Role.OFFICER): _("unit officer"),
        str(Role.HEAD): _("head (lurah, camat, agency)"),
        str(Role.LEADER): _("leader"),
        str(Role.ADMINISTRATOR): _("administrator"),
    }
