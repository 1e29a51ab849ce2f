"""Files of needs, offers, experts and activities, read whole or not at all."""
