"""What lies over a drawn map: warnings, water, gauges, incidents, buses, slow roads."""
