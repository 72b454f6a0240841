# The same as ./run, for those who like just.

# Everything continuous integration checks
check:
    ./run test

# Lint, types, layers, migrations; no tests
lint:
    ./run check

# Play a working city
demo *arguments:
    ./run demo {{arguments}}

# Tidy the code
tidy:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# Write the lock files anew
lock:
    ./run lock

# Bring the .po files up to date with the code
words *rooms:
    .venv/bin/kentongan messages extract {{rooms}}
