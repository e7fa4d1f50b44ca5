"""Kills the server while people write; fails when anything kept was lost or doubled."""
