"""Who may hand out numbers in a lobby: a tablet that has its office's token, or somebody serving.

The tablet hands its token over once, in the address; from then on it carries a signed cookie that
names its row. The row decides: once it is closed, the cookie opens nothing.
"""

from typing import cast

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from kentongan.counter.models import Office, Tablet
from kentongan.counter.reaching import offices_of
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.schemas import current

COOKIE = "antrean"
LONGEST = 300
TEN_YEARS = 10 * 365 * 24 * 3600


def cookie_of(tablet: Tablet) -> str:
    """Return the cookie by which a tablet is known again, in this city alone."""
    return signing.dumps([tablet.pk, tablet.digest[:16]], salt=_salt())


def let_in(answer: HttpResponse, tablet: Tablet) -> HttpResponse:
    """Hand the cookie over with an answer."""
    answer.set_cookie(
        COOKIE,
        cookie_of(tablet),
        max_age=TEN_YEARS,
        path="/antrean/",
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return answer


def hands_out(request: HttpRequest, office: Office) -> bool:
    """Whether this visitor hands out the office's numbers (one statement, or a few for a user)."""
    carried = request.COOKIES.get(COOKIE, "")
    if 0 < len(carried) <= LONGEST and _tablet(carried, office):
        return True
    if not request.user.is_authenticated:
        return False
    user = cast(User, request.user)
    return may(user, Act.SERVE_COUNTER) and offices_of(user).filter(pk=office.pk).exists()


def admit(request: HttpRequest, office: Office) -> None:
    """Let nobody else pass.

    :raises NotFound: to whoever has neither token nor leave
    """
    if not hands_out(request, office):
        raise NotFound


def _tablet(carried: str, office: Office) -> bool:
    try:
        key, digest = signing.loads(carried, salt=_salt())
    except (signing.BadSignature, ValueError):
        return False
    tablet = office.tablets.filter(pk=key, is_active=True).first()
    return tablet is not None and tablet.digest.startswith(digest)


def _salt() -> str:
    return f"lobby:{current().schema_name}"
