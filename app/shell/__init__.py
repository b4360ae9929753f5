"""The window around the features: tabs from their manifests, today's duties, backups, preferences."""
