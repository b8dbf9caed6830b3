"""Claims -> Stages and Gaps."""

from reassay.place.locate import locate

__all__ = ["locate"]
