"""Letters and notices as people read them, and the way to the mail server."""
