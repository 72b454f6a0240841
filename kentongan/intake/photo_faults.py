"""What can be wrong with a photo. Nothing else of the report is lost by it."""

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable


class PhotoRefused(Unprocessable):
    """Any of the reasons below."""

    code = "photo_refused"


class PhotoTooBig(PhotoRefused):
    code = "photo_too_big"
    sentence = _("This photo is larger than 10 MB. Please send a smaller one.")


class PhotoTooManyPixels(PhotoRefused):
    code = "photo_too_many_pixels"
    sentence = _(
        "This photo has more than 40 megapixels. Please take it with a lower resolution, "
        "or send a screenshot of it."
    )


class UnknownPhotoKind(PhotoRefused):
    code = "unknown_photo_kind"
    sentence = _("This file is not a photo we can read: JPEG, PNG, WebP and HEIC can be sent.")


class PhotoBroken(PhotoRefused):
    code = "photo_broken"
    sentence = _("This photo is damaged or incomplete. Please choose it again, or another one.")


class PhotoGone(PhotoRefused):
    code = "photo_gone"
    sentence = _("A photo was kept for a day only and is gone. Please choose it again.")


class NoRoomForPhotos(PhotoRefused):
    code = "no_room_for_photos"
    sentence = _(
        "This photo cannot be stored just now. Your words are safe: "
        "please send the report without the photo, or try again later."
    )
