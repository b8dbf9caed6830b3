"""Bytes -> Documents: files, folders, standard input, addresses and feeds; whatever fails is a Problem and the others go on."""

from reassay.collect.request import Request
from reassay.collect.sources import collect

__all__ = ["Request", "collect"]
