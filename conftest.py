"""Fixtures and collection of the specimen sheets."""
