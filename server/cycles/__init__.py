"""Assess, plan, do, review: numbered rounds, their steps, notes and reviews."""
