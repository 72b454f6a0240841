"""One address tells Django where the database is, and an unfit database is told in a sentence."""

import pytest

from kentongan.config.database import BINDING, DatabaseUnfit, check, settings_from


def test_an_address_with_everything_is_read() -> None:
    settings = settings_from("postgresql://ani:p%40ss@db.example:6432/kota?sslmode=require")
    assert settings["ENGINE"] == "django_tenants.postgresql_backend"
    assert (settings["USER"], settings["PASSWORD"]) == ("ani", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "6432", "kota")
    assert settings["OPTIONS"] == {"sslmode": "require", **BINDING}


def test_a_socket_folder_stands_in_the_query() -> None:
    settings = settings_from("postgresql://kentongan@/kentongan?host=/srv/data%20of/socket")
    assert (settings["HOST"], settings["PORT"]) == ("/srv/data of/socket", "")
    assert (settings["USER"], settings["NAME"]) == ("kentongan", "kentongan")


@pytest.mark.parametrize("address", ["mysql://localhost/kota", "postgresql://localhost", "kota"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        settings_from(address)


def test_a_database_that_is_not_there_is_told_without_its_password() -> None:
    with pytest.raises(DatabaseUnfit, match="cannot be reached") as refused:
        check("postgresql://ani:rahasia@127.0.0.1:9/kota")
    assert "rahasia" not in str(refused.value)
