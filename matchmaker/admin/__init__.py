"""Settings, people and the journal."""
