"""What the ways, stages and decisions are called at a group's door."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.council.models import Item, Matter

Words = Mapping[str, str | Promise]

WAYS: Words = {
    Matter.Way.WALK_IN: _("came in person"),
    Matter.Way.TELEPHONE: _("by telephone"),
    Matter.Way.HOTLINE: _("by hotline message"),
    Matter.Way.LETTER: _("by letter"),
}
STAGES: Words = {
    Matter.Stage.BROUGHT: _("to be verified"),
    Matter.Stage.VERIFIED: _("waits for a meeting"),
    Matter.Stage.DECIDED: _("decided, the person is to be told"),
    Matter.Stage.TOLD: _("told"),
}
DECISIONS: Words = {
    Item.Decision.TO_THE_CITY: _("handed to the city"),
    Item.Decision.ASPIRATION: _("kept as an aspiration (reses, pokok pikiran)"),
    Item.Decision.DECLINED: _("not taken up"),
    Item.Decision.POSTPONED: _("postponed to the next meeting"),
}
