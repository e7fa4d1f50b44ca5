"""Every change to the schema, oldest first; none is changed once it has run."""
