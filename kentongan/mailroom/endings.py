"""What is written when a case has ended, however it did."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Disposition, Objection
from kentongan.mailroom.wording import OBJECT, PROMISE, UNIT, Wording

NOT_SETTLED = _(
    "If it is not fixed after all, say so on the page below until %(disputable)s: the work is then "
    "taken up again. You may also reach us here: %(contact)s"
)
THANKS = _("Thank you for helping to look after the city.")

ENDINGS: Mapping[str, Wording] = {
    "case.confirmed": Wording(
        _("Report %(reference)s: done, and confirmed"),
        _("Report %(reference)s: done, and confirmed by somebody who looked."),
        (
            _(
                "The work on your report %(reference)s was done, and on %(when)s somebody other "
                "than the unit confirmed it."
            ),
            NOT_SETTLED,
            THANKS,
        ),
    ),
    "case.unopposed": Wording(
        _("Report %(reference)s: closed, because nobody objected"),
        _("Report %(reference)s is closed: said to be done, nobody objected. Not so? Here:"),
        (
            _(
                "The work on your report %(reference)s was said to be done. Nobody objected in "
                "time, so the report was closed on %(when)s. It does not count as confirmed."
            ),
            NOT_SETTLED,
            THANKS,
        ),
    ),
    "case.refused": Wording(
        _("Report %(reference)s could not be taken up"),
        _("Report %(reference)s could not be taken up: %(reason)s."),
        (
            _(
                "Thank you for your report %(reference)s. We are sorry: on %(when)s it was not "
                "taken up, because %(reason)s. %(unit)s writes:"
            ),
            OBJECT,
        ),
        quotes=Disposition,
        how=_("To object: %(contact)s, or here:"),
    ),
    "case.referred": Wording(
        _("Report %(reference)s went to another authority"),
        _("Report %(reference)s went on to %(authority)s; we go on asking."),
        (
            _(
                "Thank you for your report %(reference)s. The city itself may not settle this "
                "matter. On %(when)s it was sent on to those who may, with these words:"
            ),
            _("It lies with %(authority)s, %(address)s."),
            _("We ask them what becomes of it, and you can read on the page below what we hear."),
        ),
        quotes=Disposition,
        how="",
    ),
    "case.referral_concluded": Wording(
        _("Report %(reference)s: news from the other authority"),
        _("Report %(reference)s: news from %(authority)s."),
        (
            _(
                "Your report %(reference)s was sent on to %(authority)s. On %(when)s we noted the "
                "last word about it; you can read it on the page below."
            ),
        ),
    ),
    "case.set_aside": Wording(
        _("Report %(reference)s was set aside"),
        _("Report %(reference)s was set aside. Not right? Tell us:"),
        (
            _(
                "We read your report %(reference)s and could not find in it a matter the city can "
                "work on. On %(when)s it was set aside. It is kept, and can be brought back."
            ),
            _("If we have misunderstood you, please tell us: %(contact)s"),
        ),
    ),
    "case.joined": Wording(
        _("Report %(reference)s is worked on together with others"),
        _("Report %(reference)s: others told us of the same. It is worked on as one."),
        (
            _(
                "Others have told us of the same thing as your report %(reference)s. Since "
                "%(when)s all of it is worked on as one, and you hear of everything that happens. "
                "Your report keeps its number and its code."
            ),
            UNIT,
            PROMISE,
        ),
    ),
    "case.objection_decided": Wording(
        _("Report %(reference)s: your objection was decided"),
        _("Report %(reference)s: the objection was decided. The answer:"),
        (
            _(
                "There was an objection about report %(reference)s. On %(when)s somebody who had "
                "not refused it decided:"
            ),
            PROMISE,
        ),
        quotes=Objection,
        how="",
    ),
}

_REASON = Disposition.Reason
REASONS: Mapping[str, Promise] = {
    _REASON.INCOMPLETE: _("something needed is missing"),
    _REASON.NOT_OURS: _("this belongs to another authority"),
    _REASON.DUPLICATE: _("this has already been reported"),
    _REASON.UNFOUNDED: _("we found no ground for this report"),
    _REASON.ABUSIVE: _("the words attack somebody"),
    _REASON.IN_COURT: _("the matter lies before a court"),
}
