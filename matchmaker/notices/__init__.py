"""Who is told what, by mail and on the site."""
