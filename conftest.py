"""Runs docs/tour.md as a doctest and skips what needs a program outside Python, with the command that installs it."""

import doctest
import shutil
from pathlib import Path

import pytest


def pytest_collect_file(file_path: Path, parent):
    if file_path.suffix == ".md" and file_path.parent.name == "docs":
        return Page.from_parent(parent, path=file_path)
    return None


class Page(pytest.File):
    def collect(self):
        if ">>> " in self.path.read_text("utf-8"):
            yield Tour.from_parent(self, name=self.path.stem)


class Tour(pytest.Item):
    def runtest(self):
        failed, tried = doctest.testfile(str(self.path), module_relative=False, encoding="utf-8", verbose=False)
        assert tried
        assert not failed


def pytest_runtest_setup(item):
    for mark in item.iter_markers("program"):
        if shutil.which(mark.args[0]) is None:
            pytest.skip(f"needs {mark.args[0]}: apt-get install {mark.args[0]}")
