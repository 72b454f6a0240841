"""The wall's own threads: one reads the journal, one counts, two let in."""

from kentongan.cities.crews import Crew

reader = Crew("wall-reader")
teller = Crew("wall-teller")
doorman = Crew("wall-doorman", threads=2)
