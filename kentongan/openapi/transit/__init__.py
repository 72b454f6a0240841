"""Where buses tell their positions, and where others read them: GTFS-Realtime in and out."""
