"""Which of the two languages a message is in, by its commonest words."""

from kentongan.sorting.words import plain

_ENGLISH_WORDS = (
    "the is are in on at of and not there my our we you please street road light broken has "
    "have been for with to it was report near help this from water rubbish hello what when "
    "where"
)
ENGLISH = frozenset(_ENGLISH_WORDS.split())
_INDONESIAN_WORDS = (
    "yang dan di ke dari ini itu ada tidak sudah belum untuk dengan pada saya kami kita pak bu "
    "mohon tolong jalan lampu sampah depan dekat karena lagi rumah warga padam rusak halo mana "
    "lapor laporan kelurahan kecamatan terima banjir air sekali mau"
)
INDONESIAN = frozenset(_INDONESIAN_WORDS.split())
LEAST = 2


def language_of(text: str, otherwise: str) -> str:
    """Return `id` or `en`; what is too short to tell stays in the language spoken so far."""
    words = plain(text)
    english = sum(word in ENGLISH for word in words)
    indonesian = sum(word in INDONESIAN for word in words)
    if english >= LEAST and english > indonesian:
        return "en"
    return "id" if indonesian and indonesian >= english else otherwise
