"""Who may pass a route. Every view says so with one of these, and a house test reads it.

What somebody may not do looks like something that is not there (404); only a visitor who has
not signed in is shown the way to do so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from kentongan.people.models import User
from kentongan.people.permissions import Act, acts_of, may
from kentongan.toolbox.refusals import NotFound

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def anyone(view: View[P]) -> View[P]:
    """Everybody may pass, without an account."""
    view.passes = "anyone"  # type: ignore[attr-defined]
    return view


def machines(view: View[P]) -> View[P]:
    """Machines may pass; where a key is needed the view asks for it itself."""
    view.passes = "machines"  # type: ignore[attr-defined]
    return view


def users(act: Act) -> Callable[[View[P]], View[P]]:
    """Only somebody who has signed in and may do this somewhere."""

    def admit(view: View[P]) -> View[P]:
        return _guarded(view, lambda user: may(user, act), f"users who may {act}")

    return admit


def members(view: View[P]) -> View[P]:
    """Only somebody who has signed in and has a role, whichever: for what is their own."""
    return _guarded(view, lambda user: bool(acts_of(user)), "users with a role")


def _guarded(view: View[P], lets: Callable[[User], bool], passes: str) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not lets(cast(User, request.user)):
            raise NotFound
        return view(request, *args, **kwargs)

    guarded.passes = passes  # type: ignore[attr-defined]
    return cast(View[P], guarded)
