"""River gauges: levels as they were measured, what they mean, and what comes down the river."""
