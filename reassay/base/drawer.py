"""A drawer: a folder whose every module is one interchangeable leaf.

A leaf marks its entry with ``@drawer.leaf(...)``.  Nothing is listed twice:
the folder is the registry, and other packages add leaves by entry point.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any, Generic, TypeVar

from reassay.base.errors import DrawerError

T = TypeVar("T", bound=Callable[..., Any])
_MARK = "__reassay_leaf__"


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """One interchangeable leaf: its function, docstring, home module and facts."""

    name: str
    run: T
    doc: str
    home: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def leaf(**facts: Any) -> Callable[[T], T]:
    """Mark a callable as a leaf; its docstring is its public description."""

    def mark(run: T) -> T:
        if not run.__doc__:
            raise DrawerError(f"{run.__module__}.{run.__qualname__} has no docstring")
        setattr(run, _MARK, facts)
        return run

    return mark


@dataclass(frozen=True)
class Drawer(Generic[T]):
    """A folder of leaves, by its package name; other packages add leaves by entry points of that name."""

    package: str

    def open(self) -> dict[str, Leaf[T]]:
        """Every leaf by name, in name order; two leaves of one name is an error."""
        leaves: dict[str, Leaf[T]] = {}
        for found in sorted(self._search(), key=lambda one: one.name):
            if found.name in leaves:
                raise DrawerError(f"{found.name} is in {leaves[found.name].home} and {found.home}")
            leaves[found.name] = found
        return leaves

    def _search(self) -> Iterator[Leaf[T]]:
        package = importlib.import_module(self.package)
        for info in pkgutil.iter_modules(package.__path__, self.package + "."):
            yield from self._leaves(importlib.import_module(info.name))
        for point in entry_points(group=self.package):
            yield from self._leaves(point.load())

    @staticmethod
    def _leaves(module: ModuleType) -> Iterator[Leaf[T]]:
        for value in vars(module).values():
            facts = getattr(value, _MARK, None)
            if facts is not None and value.__module__ == module.__name__:
                yield Leaf(value.__name__, value, value.__doc__, module.__name__, facts)
