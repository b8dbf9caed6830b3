"""Assays -> Briefs, and claims in their formats."""
