import pytest

from reassay.ledger import Ledger
from tests.publish.exports.made import export, fill


@pytest.fixture(scope="package")
def ledger(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("ledger") / "l.db")


@pytest.fixture(scope="package")
def claims(ledger):
    """Claim id -> claim, as the ledger has them."""
    with Ledger(str(ledger)) as store:
        return {one.id: one for one in store.claims()}


@pytest.fixture(scope="package")
def pages(ledger):
    """Document id -> document."""
    with Ledger(str(ledger)) as store:
        return {one.id: one for one in store.documents()}


@pytest.fixture(scope="package")
def shipped(ledger, tmp_path_factory):
    """A format's folder, made once."""
    made = {}

    def give(name):
        if name not in made:
            folder = tmp_path_factory.mktemp(name) / "out"
            made[name] = (folder, export(ledger, name, folder))
        return made[name][0]

    give.said = lambda name: (give(name), made[name][1])[1]
    return give
