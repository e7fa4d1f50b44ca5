"""The demo: three made-up families, part-way through real rounds."""
