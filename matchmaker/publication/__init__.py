"""The shared path from draft to published, and the secretariat's queue."""
