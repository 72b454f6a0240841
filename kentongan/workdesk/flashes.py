"""What the desk says after something was done, by the short word in `?ok=`."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DONE: dict[str, str | Promise] = {
    "verify": _("Verified."),
    "ask": _("The question has gone to the reporter."),
    "refuse": _("Refused. The reporter reads your reason."),
    "forward": _("Forwarded to the other unit."),
    "assign": _("Assigned."),
    "answer": _("Answered."),
    "claim": _("Claimed. The reporter is asked whether it is fixed."),
    "confirm": _("Confirmed; the case has ended."),
    "refute": _("The claim has fallen; the case is open again and one step up."),
    "refer": _(
        "Sent elsewhere. The reporter reads where; it stays on the list of what is followed."
    ),
    "follow_up": _("Kept. It stays on the list until the authority has answered."),
    "conclude": _("The referral is concluded."),
    "set_aside": _("Set aside. It can be restored."),
    "restore": _("Restored; the deadline runs anew."),
    "oversee": _("Given to the inspectorate; only they see it now."),
    "decide": _("Decided. The reporter reads your answer."),
    "reopen": _("Reopened; the deadline runs anew."),
    "join": _("Joined. Its voices are now heard in the other case."),
    "split": _("Split. The voice has its own case again."),
    "invite": _("Asked. The letter with the link is on its way."),
    "revoked": _("The link has been taken back."),
    "letter_retried": _("The letter goes out again."),
    "letter_readdressed": _("The address is corrected; the letter goes out again."),
    "letter_told": _("Noted: they have been told."),
    "letter_given_up": _("The letter has been given up."),
    "message_again": _("The message is worked again."),
    "pause": _("The deadlines stand still; the reporter reads why and until when."),
    "resume": _("The deadlines run again, each later by the days that were lost."),
    "note": _("Noted."),
    "correct": _("Corrected; unit and deadlines follow."),
    "screened": _("The photo is screened."),
    "narrowed": _("Hidden, from now on and everywhere."),
    "widening_asked": _("Kept. Somebody else has to agree before it is shown."),
    "widened": _("Shown from now on."),
    "widening_declined": _("It stays hidden."),
    "wish_ended": _("Kept. The reporter reads your answer."),
    "filter_saved": _("This view is now in your list."),
    "filter_removed": _("The view has been removed."),
    "inspect": _("Kept. Thank you for looking."),
    "readdressed": _("Kept. Letters about your work go there from now on."),
    "password": _("Your password has been changed."),
    "user_changed": _("The account has been changed."),
    "brought": _("Kept. Please give the person this number."),
    "group_kept": _("Kept."),
    "exchanged": _("The file has been read."),
    "handed_over": _("The file is drawn up; it is on the list below."),
    "visit_planned": _("Planned. Now choose where to go."),
    "visit_arranged": _("Kept. This is the way now."),
    "visit_set_out": _("Have a good way. Tell of each stop as you stand there."),
    "stop_told": _("Kept. It stands in the case for those at work."),
    "visit_over": _("The visit is over. What was not reached is offered the next time."),
    "neighbour_said": _("Kept. Thank you for looking after your neighbourhood."),
    "headship_ended": _("The headship has ended."),
    "user_added": _("The account has been added."),
}


def said(word: str) -> str | Promise:
    """Return the sentence, or "" for a word we did not write."""
    return DONE.get(word, "")
