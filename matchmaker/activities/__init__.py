"""Activities: what was carried out, with whom, with what result, and who confirmed it."""
