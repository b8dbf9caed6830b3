"""The gap on the bundled facts and on tables made here: what is compared, what is refused, what a bloc file and a what-if change."""

import json

import pytest

import reassay
from reassay import measuring
from reassay.base.errors import SettingsError
from reassay.base.verdict import Evidence
from reassay.measuring import blocs, measure_all, with_added
from reassay.reference.bundled import bundled
from tests import inside

AS_OF = "2026-11-23"
SIDES = blocs(None)


def rows():
    return [row for row in bundled() if row.retrieved_date <= AS_OF]


def found(name, **options):
    return next(one for one in measure_all(rows(), SIDES, **options) if one.id == name)


def run(*args):
    return inside.run("gap", *args)


def row(country, value, period, metric="output", vintage="E1", unit="t", basis="REO", stage="mining", **more):
    values = {
        "subject": country,
        "metric": metric,
        "value": value,
        "unit": unit,
        "period": period,
        "vintage": vintage,
        "stage": stage,
        **more,
    }
    return Evidence("statistics", values, "Survey", "lineage:survey", period, "2025-02-01", "2025-02-01", basis)


def edition(vintage, start, shares, **more):
    made = []
    for year, share in enumerate(shares, start):
        made += [
            row("China", 1000 * share, str(year), vintage=vintage, **more),
            row("United States", 1000 * (1 - share), str(year), vintage=vintage, **more),
        ]
        made.append(row("World", 1000, str(year), vintage=vintage, **more))
    return made


def test_mining_stands_on_one_edition():
    one = found("mining")
    assert (one.main.publisher, one.main.edition, one.main.times) == ("USGS", "MYB2022", ("2018", "2019", "2020", "2021", "2022"))
    assert one.word == "no clear trend"
    assert round(100 * one.standing.first[0], 1) == round(100 * 210_000 / 297_000, 1)
    assert "own figure of the state it is about: China, United States" in one.notes
    assert any("MCS2025" in note and note.startswith("not comparable") for note in one.notes)
    assert one.standing.supported < 0.2
    assert one.lead[1] is None  # China was above the West of 2022 before the series begins


def test_refining_of_two_editions_is_not_compared():
    one = found("separation")
    assert one.word == "no comparable series"
    assert any("2024-05-17" in note and "92 %" in note for note in one.notes)
    assert any("2025-10-23" in note and "91 %" in note for note in one.notes)


def test_every_measure_says_what_it_is_or_what_would_make_one():
    words = {one.id: one.word for one in measure_all(rows(), SIDES)}
    assert set(words) >= {"mining", "separation", "metal", "magnets", "recycling", "standards", "patents"}
    assert words["standards"] == "no comparable series"
    assert words["patents"] == "too few points"
    patents = found("patents")
    assert round(100 * patents.standing.first[0], 1) == 45.5
    assert "no whole printed: shares are of the 4 places printed" in patents.notes
    magnets = found("magnets")
    assert magnets.standing.second[0] <= magnets.standing.second[1]


def test_a_measure_without_a_figure_says_what_is_loaded():
    notes = [note for note in found("standards").notes if note.startswith("loaded, gives no figure: ISO catalogue")]
    assert len(notes) == 1
    assert "16 rows, grade A, from iso-cs" in notes[0]
    assert not [note for note in found("standards", without=["iso-cs"]).notes if note.startswith("loaded")]


def test_other_vintages_stand_beside_the_series_and_are_not_in_it():
    one = found("separation")
    beside = {(held.edition, held.time): round(100 * held.share) for held in one.beside}
    assert beside["2024-05-17", "2023"] == 92
    assert beside["2025-10-23", "2024"] == 91
    assert [time for time, _ in one.path] == ["2024"]
    mined = found("mining")
    assert {held.edition for held in mined.beside} == {"MCS2023", "MCS2024", "MCS2025", "MCS2026"}
    assert max(time for time, _ in mined.path) == "2022"
    assert all(held.share == pytest.approx(210 / 300, abs=0.03) for held in mined.beside)  # of the printed world, else not at all
    assert [low < share < high for _, low, share, high in mined.band] == [True] * 5


def test_what_nobody_verified_is_shown_and_not_used():
    for one in measure_all(rows(), SIDES):
        assert "C" not in (one.main.grade if one.main else "")
    notes = [note for note in found("metal").notes if note.startswith("not verified, not used: ERMA")]
    assert len(notes) == 1
    assert notes[0].endswith("China 2019 91 %; grade C, from erma")


def test_bases_editions_and_baskets_are_never_mixed():
    some = edition("E1", 2018, [0.5, 0.55, 0.6, 0.62]) + edition("E2", 2022, [0.7]) + edition("E1", 2022, [0.9], basis="gross")
    one = next(one for one in measure_all(some, SIDES, "mining") if one.id == "mining")
    assert one.word == "too few points"
    assert one.main.times == ("2018", "2019", "2020", "2021")
    assert len(one.others) == 2


def test_a_clear_series_widens_and_its_mirror_narrows():
    up = [0.50, 0.53, 0.55, 0.59, 0.62, 0.64]
    words = [
        next(one for one in measure_all(edition("E1", 2018, some), SIDES, "mining") if one.id == "mining").word for some in (up, up[::-1])
    ]
    assert words == ["widening", "narrowing"]


def test_projections_and_missing_figures_are_no_points():
    some = [*edition("E1", 2018, [0.5] * 5), row("China", 900, "2030", status="projection"), row("China", None, "2023", status="withheld")]
    one = next(one for one in measure_all(some, SIDES, "mining") if one.id == "mining")
    assert one.main.times[-1] == "2022"


def test_leaving_a_root_out_moves_what_rests_on_it():
    whole, less = found("mining"), found("mining", without=["miit-quota"])
    assert whole.standing is not None
    assert (less.main, less.word) == (None, "no comparable series")  # no other edition knows China by another root
    with pytest.raises(SettingsError, match="no row of that publisher"):
        measure_all(rows(), SIDES, None, ["nobody"])


def told(text):
    return reassay.extract(text, language="en", published="2026-01-01")[0]


def test_a_claim_put_into_a_series_takes_the_place_of_its_countrys_figure():
    claim = told("China produced 300,000 tonnes of rare earths from its mines in 2022.")
    before, one = found("mining"), with_added(measure_all(rows(), SIDES, "mining"), claim, SIDES)[0]
    whole = 297_000 + 300_000 - 210_000  # what the others have stays as it is
    assert one.standing.first[0] == pytest.approx(300_000 / whole)
    assert one.standing.second[0] == pytest.approx(60_500 / whole)
    assert one.standing.supported < before.standing.supported  # a claim is no figure from outside
    assert claim.id in one.main.edition


@pytest.mark.parametrize(
    "text",
    [
        "China produced 31,730 tonnes of recycled rare earth oxides from magnet scrap in 2022.",  # another stage
        "China produced 300,000 tonnes of rare earths from its mines in 2024.",  # nothing of the others for that year
        "Northern Rare Earth has a share of 69 % in the mining of rare earths in 2024.",  # a company is no country
        "China plans to produce 300,000 tonnes of rare earths from its mines in 2022.",
    ],
)
def test_what_is_not_of_the_series_is_not_put_into_it(text):
    claim = told(text)
    with pytest.raises(SettingsError, match="of no main series"):
        with_added(measure_all(rows(), SIDES), claim, SIDES)


def test_a_bloc_file_changes_who_is_compared(tmp_path):
    path = tmp_path / "b.toml"
    path.write_text(
        'first = "Myanmar"\nsecond = "West"\n[blocs.Myanmar]\nmembers = ["缅甸"]\n[blocs.West]\nmembers = ["USA", "Australia"]\n'
    )
    one = next(one for one in measure_all(rows(), blocs(path), "mining") if one.id == "mining")
    assert round(100 * one.standing.first[0], 1) == round(100 * 12_000 / 297_000, 1)
    for bad in ("first = ", 'first = "A"', 'first = "A"\nsecond = "B"\n[blocs.A]\nmembers = 3\n'):
        path.write_text(bad)
        with pytest.raises(SettingsError, match="--blocs"):
            blocs(path)
    with pytest.raises(SettingsError, match="--blocs"):
        blocs(tmp_path / "none.toml")


def test_the_command_prints_a_table_and_the_same_as_json():
    table = run("--as-of", AS_OF)
    assert table.returncode == 0, table.stderr
    for words in (
        "mining  mine output: no clear trend",
        "Mann-Kendall",
        "crma" not in table.stdout and "Regulation (EU) 2024/1252",
        "not testable",
    ):
        assert words in table.stdout
    again = run("--as-of", AS_OF, "--format", "json")
    body = json.loads(again.stdout)
    assert next(one["id"] for one in body["measures"]) == "mining"
    assert again.stdout == run("--as-of", AS_OF, "--format", "json").stdout
    laws = {one["id"]: (one["by"], one["dated"], one["tested"]) for one in body["benchmarks"]}
    assert laws["crma_recycling"] == ("2030", "2024-05-03", False)
    less = json.loads(run("--as-of", AS_OF, "--without", "miit-quota", "--format", "json").stdout)
    assert [one["measure"] for one in less["moves"]] == ["mining"]
    assert "moves" not in body
    early = json.loads(run("--as-of", "2021-01-01", "--format", "json").stdout)
    assert all((one["main"] or {}).get("edition") != "MYB2022" for one in early["measures"])


def test_a_publisher_of_documents_can_be_left_out_and_what_is_left_is_judged_again(tmp_path):
    assert inside.run("demo", "--out", tmp_path).returncode == 0
    ledger = str(tmp_path / "reassay.db")
    body = json.loads(run("--as-of", AS_OF, "--ledger", ledger, "--without", "NBD", "--format", "json").stdout)
    whole = {one["stage"]: (one["achieved"], one["supported"]) for one in body["support"]}
    moved = {one["stage"]: (tuple(one["before"]), tuple(one["after"])) for one in body["support_moves"]}
    assert moved["mining"][0] == whole["mining"]
    assert all(after[0] < before[0] for before, after in moved.values())  # its claims are gone
    assert body["moves"] == []  # and no row of evidence
    table = run("--as-of", AS_OF, "--ledger", ledger, "--without", "miit-quota").stdout.partition("what moves")[2]
    assert "no gap, no comparable series" in table
    assert "difference" in table  # what the quota supported, nobody outside supports now
    again = json.loads(run("--as-of", AS_OF, "--ledger", ledger, "--format", "json").stdout)
    assert again["support"] == body["support"]  # nothing of it was stored


def test_wrong_calls_are_one_line():
    for args in (
        ("--stage", "nonsense"),
        ("--format", "xml"),
        ("--without", "nobody"),
        ("--add", "c1"),
        ("--blocs", "none.toml"),
        ("--as-of", "x"),
    ):
        bad = run(*args)
        assert bad.returncode == 2, args
        assert len(bad.stderr.strip().splitlines()) == 1, bad.stderr


def test_support_counts_claims_by_stage():
    page = reassay.document(
        "In 2025 Stonefield Magnetics produced 1,200 tonnes of magnets. It plans to make 5,000 tonnes of magnets in 2030.",
        published="2026-01-01",
    )
    from reassay.pipeline import claims_of

    claims = claims_of(page)
    counts = measuring.support(claims, {claims[0].id: "corroborated"}, ("contradicted",))
    assert [(one.stage, one.claims, one.achieved, one.ahead, one.supported) for one in counts] == [("alloy_magnet", 2, 1, 1, 1)]
    assert counts[0].alone == 0
    planned = measuring.support(claims, {claims[1].id: "corroborated"}, ("contradicted",))
    assert (planned[0].supported, planned[0].alone) == (0, 1)  # that a plan is confirmed confirms nothing reached
