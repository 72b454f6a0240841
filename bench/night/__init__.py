"""The parts of the flood night: the storm, who sends it, who watches, what is asked then."""
