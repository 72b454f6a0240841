"""The page about open data, and the same in a form that catalogues read (DCAT 3, JSON-LD)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone, machines
from kentongan.openapi.data.claim_columns import CLAIM_FILES
from kentongan.openapi.data.columns import FILES, DataFile
from kentongan.openapi.data.pause_columns import PAUSE_FILES
from kentongan.places.directory import directory

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@anyone
@require_safe
def data_page(request: HttpRequest) -> HttpResponse:
    """Say what there is, what it means, and how it adds up."""
    known = directory()
    context = {
        "files": (*FILES, *CLAIM_FILES, *PAUSE_FILES),
        "licence": LICENCE,
        "profile": known.profile,
        "kecamatan": known.kecamatan,
        "at": timezone.localtime(),
    }
    return render(request, "openapi/data.html", context)


@machines
@require_safe
def metadata(request: HttpRequest) -> JsonResponse:
    """Describe the files for a catalogue of catalogues."""
    profile = directory().profile
    described = {
        "@context": "https://www.w3.org/ns/dcat3.jsonld",
        "@type": "Catalog",
        "@id": request.build_absolute_uri("/data/metadata.json"),
        "title": profile.name,
        "language": translation.get_language(),
        "license": LICENCE,
        "publisher": {"@type": "Agent", "name": profile.name},
        "landingPage": request.build_absolute_uri("/data/"),
        "modified": timezone.localtime().isoformat(timespec="seconds"),
        "dataset": [_dataset(request, file) for file in (*FILES, *CLAIM_FILES, *PAUSE_FILES)],
    }
    response = JsonResponse(described, content_type="application/ld+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _dataset(request: HttpRequest, file: DataFile) -> dict[str, object]:
    address = request.build_absolute_uri(f"/data/{file.path}")
    return {
        "@type": "Dataset",
        "@id": address,
        "title": str(file.title),
        "description": str(file.about),
        "accrualPeriodicity": "http://purl.org/cld/freq/continuous",
        "distribution": [
            {
                "@type": "Distribution",
                "downloadURL": address,
                "mediaType": file.media_type,
                "license": LICENCE,
            }
        ],
        "columns": [{"name": name, "description": str(text)} for name, text in file.columns],
    }
