"""Everyday Indonesian in a form that can be compared: slang written out, endings taken off.

A light stemmer, far from grammar: both sides of every comparison go through it, so that
"sampahnya" meets "sampah" and "lampu2" meets "lampu".
"""

import re
import unicodedata

SLANG = {
    "yg": "yang", "tdk": "tidak", "tak": "tidak", "ga": "tidak", "gak": "tidak",
    "gk": "tidak", "nggak": "tidak", "ngga": "tidak", "enggak": "tidak", "kagak": "tidak",
    "blm": "belum", "blom": "belum", "jln": "jalan", "jl": "jalan", "jlan": "jalan",
    "lmpu": "lampu", "lampunya": "lampu", "dpn": "depan", "bgt": "banget", "udh": "sudah",
    "udah": "sudah", "sdh": "sudah", "dah": "sudah", "krn": "karena", "karna": "karena",
    "dgn": "dengan", "utk": "untuk", "buat": "untuk", "bnyk": "banyak", "byk": "banyak",
    "aer": "air", "aernya": "air", "banjr": "banjir", "kebanjiran": "banjir", "bau2": "bau",
    "lobang": "lubang", "bolong": "lubang", "ular2": "ular", "uler": "ular", "ulet": "ulat",
    "motor2": "motor", "rmh": "rumah", "org": "orang", "mlm": "malam", "malem": "malam",
    "dr": "dari", "dri": "dari", "pd": "pada", "sy": "saya", "gw": "saya", "gue": "saya",
    "bpk": "bapak", "thn": "tahun", "tmpt": "tempat", "smpah": "sampah", "asep": "asap",
    "dket": "dekat", "deket": "dekat", "numpuk": "tumpuk", "menumpuk": "tumpuk",
    "numpuknya": "tumpuk", "mampat": "mampet", "jatoh": "jatuh", "rubuh": "roboh",
    "nutup": "tutup", "jelek": "rusak", "ancur": "hancur", "ktpnya": "ktp", "e-ktp": "ktp",
    "ektp": "ktp", "angkutan": "transportasi", "diangkut": "angkut", "ngangkut": "angkut",
    "gmn": "bagaimana", "gmana": "bagaimana", "gimana": "bagaimana", "bgmn": "bagaimana",
    "bgaimana": "bagaimana", "bagemana": "bagaimana", "dmn": "mana", "dmana": "mana",
    "dimana": "mana", "kpn": "kapan", "kpan": "kapan", "knp": "kenapa", "knapa": "kenapa",
    "klrhn": "kelurahan", "klurahan": "kelurahan", "kec": "kecamatan",
    "kcmtn": "kecamatan", "kcmatan": "kecamatan", "prmhn": "perumahan",
    "perum": "perumahan", "komplek": "kompleks", "dkt": "dekat", "blkg": "belakang",
    "blakang": "belakang", "smping": "samping", "smpg": "samping", "sbrg": "seberang",
    "dlm": "dalam", "sampe": "sampai", "nyampe": "sampai", "lg": "lagi",
    "lgi": "lagi", "aj": "saja", "aja": "saja", "sj": "saja", "jg": "juga", "jga": "juga",
    "hr": "hari", "hri": "hari", "mggu": "minggu", "bln": "bulan", "skrg": "sekarang",
    "skg": "sekarang", "tlg": "tolong", "tlong": "tolong", "mhn": "mohon", "trims": "terima",
    "tks": "terima", "mksh": "terima", "makasih": "terima", "thx": "terima", "trmksh": "terima",
    "kmrn": "kemarin", "kmaren": "kemarin", "bs": "bisa", "bsa": "bisa",
    "kmi": "kami", "ada2": "ada", "tp": "tapi", "tpi": "tapi",
    "sma": "sama", "spt": "seperti", "kyk": "seperti", "kayak": "seperti",
    "lprn": "laporan", "lapran": "laporan", "lpr": "lapor", "brs": "beres",
    "slsai": "selesai", "slesai": "selesai", "kelar": "selesai",
    "ckp": "cukup", "cukp": "cukup", "lmp": "lampu", "lampux": "lampu", "mti": "mati",
    "pdm": "padam", "jlnan": "jalan", "jlanan": "jalan", "sktr": "sekitar", "pnuh": "penuh",
    "sgt": "sangat", "sngt": "sangat", "msh": "masih", "msih": "masih", "sblm": "sebelum",
    "stlh": "setelah", "slrn": "saluran", "slokan": "selokan", "phn": "pohon", "pohn": "pohon",
    "tmbang": "tumbang", "mcet": "macet", "rsk": "rusak", "rusk": "rusak", "kotr": "kotor",
    "gg": "gang", "smph": "sampah", "smpa": "sampah", "bnjir": "banjir", "bjr": "banjir",
    "slkn": "selokan", "slkan": "selokan", "jmbtn": "jembatan", "jmbatan": "jembatan",
    "prmptn": "perempatan", "prempatan": "perempatan", "trtr": "trotoar", "gelep": "gelap",
    "glp": "gelap", "blum": "belum", "lum": "belum", "dpan": "depan", "mpet": "mampet",
    "nyumbat": "sumbat", "kbl": "kabel", "tiank": "tiang", "tmbng": "tumbang",
    "lbng": "lubang", "lobng": "lubang", "skolah": "sekolah", "sklh": "sekolah", "psr": "pasar",
    "prkr": "parkir", "jd": "jadi", "jdi": "jadi", "hrs": "harus", "trs": "terus", "bgn": "begini",
    "udeh": "sudah", "kaga": "tidak", "kgk": "tidak", "tda": "tidak", "ad": "ada",
}  # fmt: skip
"""Our own small list; the city's own words stand in its pack as keywords."""

_STOP = (
    "yang dan di ke dari ini itu ada tidak sudah belum untuk dengan pada saya kami kita pak bu "
    "bapak ibu mohon tolong banget sekali lagi juga karena sampai saat kalau jadi mau bisa akan "
    "warga depan dekat samping belakang atas bawah sini sana hari minggu bulan tahun kemarin "
    "tadi malam pagi siang sore the a of in on is are and to for at not my our"
)
STOP = frozenset(_STOP.split())

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENDINGS = ("nya", "kah", "lah", "kan", "an", "i")
_BEGINNINGS = ("meng", "meny", "mem", "men", "peng", "ber", "ter", "per", "me", "di", "ke", "se")
SHORTEST_STEM = 4


def stems(text: str) -> list[str]:
    """Return the words of a text in order, each in its comparable form."""
    found: list[str] = []
    for word in _WORD.findall(bare(text)):
        parts = SLANG.get(word, word).split("-")
        found.extend(stem(SLANG.get(part, part)) for part in parts)
    return found


def plain(text: str) -> list[str]:
    """Return the words of a text in order, slang written out, endings kept."""
    return [SLANG.get(word, word) for word in _WORD.findall(bare(text))]


def bare(text: str) -> str:
    """Return a text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def stem(word: str) -> str:
    """Return a word without the commonest endings and beginnings, if enough of it remains."""
    word = word.rstrip("2") if word[:1].isalpha() else word
    word = SLANG.get(word, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= SHORTEST_STEM:
            return word[len(beginning) :]
    return word
