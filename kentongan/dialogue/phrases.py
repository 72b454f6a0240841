"""What the city says in a conversation, sentence by sentence; `manners` where a channel differs."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PHRASES: Mapping[str, Promise] = {
    # Questions
    "what": _("What is the matter? Please say it in a few words, for instance: street lamp out."),
    "other_words": _("Please say in other words what is the matter."),
    "which": _("Which is it? Reply with the number."),
    "none_of_these": _("0. none of these"),
    "where": _(
        "Where is it? Share the location, or write the kelurahan and the street or a place nearby."
    ),
    "where_in": _("Which kelurahan in %(kecamatan)s is it?"),
    "where_again": _(
        "We did not find that place. Please write the name of the kelurahan, or share the location."
    ),
    "spot": _("Which place is it? Reply with the number."),
    # Notes
    "outside": _("That place lies outside the city."),
    "photos_kept": _("The photo is kept."),
    "too_many_photos": _("Only five photos fit in one report."),
    "photo_unusable": _("One attachment is not a photo we can read; your words are kept."),
    "photo_missing": _("A photo could not be fetched; please send it again. Your words are kept."),
    # Ends
    "taken_in": _("Thank you. Report %(reference)s: %(kind)s, %(place)s."),
    "code": _("Your secret code: %(code)s"),
    "promised": _("We promise it by %(promised)s."),
    "emergency": _("Is a life in danger? Call %(numbers)s now."),
    "private_kind": _("a private matter"),
    "more": _("You can add words and photos by writing here."),
    "resting": _(
        "Thank you, we keep what you wrote, and somebody will read it. As soon as you send the "
        "kelurahan or the location, it becomes a report."
    ),
    "nothing": _("Good. Write LAPOR whenever something is the matter."),
    # Later
    "listening": _("From now on we tell you here, too, what becomes of it. BERHENTI ends that."),
    "listen_offer": _("Write IKUTI to be told here, too, what becomes of it."),
    "words_added": _("Added to report %(reference)s. Thank you."),
    "unclear": _("Is it fixed? Reply with nothing but FIXED or NOT FIXED."),
    "reporters_say": _(
        "It is kept beside the report and read with it; our question is the reporter's to answer, "
        "and so is whether it is done. Is the report yours? Say so on its page:"
    ),
    "reply_kept": _("Thank you, your answer to our question on report %(reference)s is kept."),
    "vouched": _("Thank you. Report %(reference)s is confirmed as done."),
    "disputed": _("Report %(reference)s is taken up again. Thank you for telling us."),
    "thanks": _("You are welcome."),
    "status": _("Report %(reference)s (%(kind)s): %(state)s."),
    "state_received": _("received, waiting to be read"),
    "state_verified": _("accepted"),
    "state_assigned": _("being worked on"),
    "state_asked": _("we wait for your answer to our question"),
    "state_asked_of_another": _("the reporter has been asked something"),
    "state_claimed": _("said to be done; reply FIXED or NOT FIXED"),
    "state_claimed_of_another": _("said to be done; the reporter has been asked whether it is"),
    "state_confirmed": _("done, and confirmed"),
    "state_unopposed": _("closed, as nobody objected"),
    "state_refused": _("not taken up; the page says why"),
    "state_referred": _("sent to another authority"),
    "state_set_aside": _("set aside"),
    "state_joined": _("worked on together with others"),
    "question": _("We asked: %(question)s"),
    "status_by_code_only": _(
        "For how it stands please write the secret code you got with the report, "
        "for instance STATUS 7KQ2-M9XA-3FHD."
    ),
    "no_such_code": _("We find no report of that code in %(city)s. Please check how it is spelt."),
    "no_matter": _("We know of no report from here. Write the secret code, or LAPOR to report."),
    # Commands
    "help": _(
        "Write what is the matter and where, and you get a code. STATUS with the code tells how "
        "it stands. CUKUP ends, LAPOR begins a new report, BERHENTI stops all messages. "
        "In danger call %(numbers)s."
    ),
    "stopped": _("You will hear nothing more from us here. Write MULAI to change that."),
    "resumed": _("You will hear from us here again."),
    "severed": _("We are sorry. This number no longer belongs to any report."),
    "too_long": _("Your message is too long to be read. Please send it again, more briefly."),
    "flood": _("Many messages came from here. We go on reading in an hour."),
    "unsupported": _("We cannot read this kind of message. Please write it in words."),
    "unreadable": _("We could not read that. Please write in words what is the matter."),
}
