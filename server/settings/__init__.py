"""Nurseries, pre-schools and childminders, and the people who work there."""
