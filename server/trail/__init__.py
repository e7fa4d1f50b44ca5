"""One row for each thing that happened."""
