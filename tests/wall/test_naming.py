"""Names on the drawn map stand clear of each other and of the marks."""

from kentongan.wall.naming import Label, Mark, nudge


def test_a_name_stays_in_the_middle_where_nothing_is_in_its_way() -> None:
    home = Label("Melati", 100, 100)
    assert nudge([home], []) == [home]
    assert nudge([home], [Mark(400, 100, 5)]) == [home]


def test_a_name_gives_way_to_a_late_mark() -> None:
    [moved] = nudge([Label("Melati", 100, 100)], [Mark(105, 101, 5)])
    assert abs(moved.y - 101) > 15 or abs(moved.x - 105) > 30


def test_two_names_do_not_run_into_each_other() -> None:
    one, other = nudge([Label("Pondokmawar", 100, 100), Label("Gunungmelati", 150, 101)], [])
    assert abs(one.y - other.y) >= 16 or other.x - one.x > 80


def test_in_large_letters_a_name_without_room_is_left_out() -> None:
    crowd = [Label("Kecamatan Panjang", 100, 100 + step) for step in range(6)]
    assert len(nudge(crowd, [])) == 6
    assert len(nudge(crowd, [], size=1.9)) < 6
