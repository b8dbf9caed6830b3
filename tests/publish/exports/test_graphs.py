"""Annotations, claims, provenance, entities and the feed, each read by its ecosystem's own library."""

import json
import xml.etree.ElementTree as ET

import feedparser
import pytest
from followthemoney import model
from prov.model import ProvDerivation, ProvDocument, ProvEntity
from pyld import jsonld
from rdflib import URIRef, namespace

from reassay.publish.public import SPACE, shown
from tests.publish.exports.made import CLOSED, FIRST, LAST

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
DC, XSD = "http://purl.org/dc/terms/", "http://www.w3.org/2001/XMLSchema#"
ANNOTATION = {  # the terms we use, as the recommendation maps them; written for this test
    "@context": {
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@vocab", "@id": "@type"},
        **{name: OA + name for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "TimeState")},
        **{name: OA + name for name in ("exact", "prefix", "suffix")},
        "start": {"@id": OA + "start", "@type": XSD + "nonNegativeInteger"},
        "end": {"@id": OA + "end", "@type": XSD + "nonNegativeInteger"},
        **{name: {"@id": f"{OA}has{name.title()}", "@type": "@id"} for name in ("body", "target", "source", "selector", "state")},
        "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
        "describing": OA + "describing",
        "assessing": OA + "assessing",
        **{name: {"@id": OA + name, "@type": XSD + "dateTime"} for name in ("sourceDate", "sourceDateStart", "sourceDateEnd")},
        "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "generator": {"@id": AS + "generator", "@type": "@id"},
        "Software": AS + "Application",
        "name": "http://xmlns.com/foaf/0.1/name",
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "AnnotationCollection": AS + "OrderedCollection",
        "AnnotationPage": AS + "OrderedCollectionPage",
        "first": {"@id": AS + "first", "@type": "@id"},
        "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
        "startIndex": AS + "startIndex",
        "total": AS + "totalItems",
    }
}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNOTATION, "https://schema.org": {"@context": {"@vocab": "https://schema.org/"}}}


def expanded(text):
    """The graph of a text; a term that its context does not know would fall out, and is an error here."""

    def load(address, options):
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": CONTEXTS[address]}

    found = jsonld.expand(json.loads(text), {"documentLoader": load})
    assert sum(map(keys, found)) == keys({key: value for key, value in json.loads(text).items() if key != "@context"})
    return found


def keys(value):
    """How many keys stand in a value, other than those of JSON-LD itself."""
    if isinstance(value, dict):
        own = sum(key not in ("@id", "@type", "@value", "@list", "@graph", "id", "type") for key in value)
        return own + sum(map(keys, value.values()))
    return sum(map(keys, value)) if isinstance(value, list) else 0


def original(claims, pages):
    return {ident: one for ident, one in claims.items() if pages[one.document].wording == "original"}


def test_every_annotation_expands_and_stands_on_its_words(shipped, claims, pages):
    text = (shipped("webannotation") / "annotations.jsonld").read_text("utf-8")
    whole = expanded(text)[0]
    items = whole[AS + "first"][0][AS + "items"][0]["@list"]
    known = original(claims, pages)
    assert whole[AS + "totalItems"][0]["@value"] == len(items) == len(known)
    for one in items:
        assert one["@type"] == [OA + "Annotation"]
        claim = known[one["@id"].removeprefix(SPACE)]
        page = pages[claim.document].text
        words, place = one[OA + "hasTarget"][0][OA + "hasSelector"]
        start, end = (place[OA + name][0]["@value"] for name in ("start", "end"))
        exact, prefix, suffix = (words[OA + name][0]["@value"] for name in ("exact", "prefix", "suffix"))
        assert page[start:end] == exact == shown(claim)[0]
        assert page[max(0, start - len(prefix)) : start] == prefix
        assert page[end : end + len(suffix)] == suffix
        assert page.count(prefix + exact + suffix) == 1
        hull = max(span.end for _, span in claim.spans) - min(span.start for _, span in claim.spans)
        state = one[OA + "hasTarget"][0][OA + "hasState"][0]
        assert state[OA + "sourceDateStart"][0]["@value"] == "2026-02-04T00:00:00Z", "only the day is known"
        assert len(prefix + exact + suffix) - hull <= 200, "at most 200 characters besides the claim's own words"


def test_positions_are_code_points_behind_a_character_that_is_two_units_in_a_browser(shipped):
    first = json.loads((shipped("webannotation") / "annotations.jsonld").read_text("utf-8"))["first"]["items"][0]
    assert first["target"]["selector"][0]["prefix"] == "\U00020000氧化镨钕。"
    assert first["target"]["selector"][1]["start"] == 6


@pytest.mark.parametrize("name", ["webannotation", "claimreview"])
def test_wording_that_is_not_the_publishers_is_never_cited_as_such(shipped, name):
    text = next(shipped(name).iterdir()).read_text("utf-8")
    assert "filed 77" not in text
    assert "9,500" not in text
    assert "1 left out: claims of constructed examples" in shipped.said(name)
    assert "1 left out: claims in wording that is not their publisher's" in shipped.said(name)


def test_schema_org_knows_every_term_and_only_reviewed_claims_have_a_rating(shipped, claims, pages):
    text = (shipped("claimreview") / "claims.jsonld").read_text("utf-8")
    found = expanded(text)
    assert not [term for term in terms(found) if URIRef(term) not in namespace.SDO]
    told = {one["@id"].removeprefix(SPACE): one for one in json.loads(text)["@graph"]}
    statements = {ident: one["text"] for ident, one in told.items() if one["@type"] == "Claim"}
    assert statements == {ident: shown(one)[0] for ident, one in original(claims, pages).items()}
    reviews = [one for one in told.values() if one["@type"] == "ClaimReview"]
    rated = {one["itemReviewed"]["@id"].removeprefix(SPACE): one["reviewRating"]["ratingValue"] for one in reviews}
    assert {claims[ident].quantity.low: rating for ident, rating in rated.items()} == {2258: 2, 158: 1}
    assert sum("reviewRating" in one for one in told.values()) == 2
    assert "differs from" not in text, "a verdict of a machine is no rating"


def terms(value):
    """Every type and property of a graph."""
    if isinstance(value, list):
        return {term for one in value for term in terms(one)}
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@")} | set(value.get("@type", []))
    return own | {term for one in value.values() for term in terms(one)}


def test_prov_reads_the_provenance_and_nothing_hangs_in_the_air(shipped, claims, pages):
    text = (shipped("prov") / "provenance.json").read_text("utf-8")
    found = ProvDocument.deserialize(content=text, format="json")
    assert ProvDocument.deserialize(content=found.serialize(format="json"), format="json") == found
    things = {str(one.identifier) for one in found.get_records() if one.is_element()}
    for one in found.get_records():
        if one.is_relation():
            assert {str(value) for _, value in one.formal_attributes if value is not None} <= things, one
    values = {one.identifier.localpart: one.value for one in found.get_records(ProvEntity) if one.value}
    assert {ident: next(iter(values[ident])) for ident in claims} == {ident: shown(one)[0] for ident, one in claims.items()}


def test_rows_that_come_with_the_package_are_told_where_a_finding_rests_on_them(tmp_path):
    from reassay import pipeline
    from reassay.ledger import Ledger
    from tests.publish.exports.made import export

    text = "The smelting quota of China rose 21.3% from 202,000 tonnes in 2022 to 243,850 tonnes in 2023."
    page = pipeline.document(text, "Example Press", "2023-12-20", "en", "quota")
    with Ledger(str(tmp_path / "l.db")) as store:
        store.add_document(page, pipeline.claims_of(page))
        cited = {ident for one in pipeline.judged(store, LAST).findings for ident in one.evidence}
    assert cited
    export(tmp_path / "l.db", "jsonl", tmp_path / "out")
    told = [json.loads(line) for line in (tmp_path / "out" / "evidence.jsonl").open(encoding="utf-8")]
    assert {one["id"] for one in told} == cited
    assert all(one["publisher"] and one["licence"] for one in told)
    export(tmp_path / "l.db", "prov", tmp_path / "out")
    entities = json.loads((tmp_path / "out" / "provenance.json").read_text("utf-8"))["entity"]
    assert {f"reassay:{ident}" for ident in cited} <= set(entities)


def test_provenance_leads_from_a_verdict_to_the_page_and_the_row(shipped, claims):
    told = json.loads((shipped("prov") / "provenance.json").read_text("utf-8"))
    claim = next(one for one in claims.values() if one.quantity.low == 3358)
    derived = [(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in told["wasDerivedFrom"].values()]
    verdicts = [made for made, source in derived if source == f"reassay:{claim.id}" and made.startswith("reassay:v")]
    assert sorted(told["entity"][one]["reassay:asOf"] for one in verdicts) == [FIRST, LAST]
    reached, open_ = set(), list(verdicts)
    while open_:
        thing = open_.pop()
        reached.add(thing)
        open_ += [source for made, source in derived if made == thing]
    assert f"reassay:{claim.document}" in reached
    assert f"reassay:{CLOSED.id}" in reached
    assert told["entity"][f"reassay:{CLOSED.id}"] == {
        "prov:type": {"$": "reassay:Evidence", "type": "prov:QUALIFIED_NAME"},
        "reassay:licence": "no redistribution",
        "reassay:withheld": True,
    }
    assert {one["prov:plan"] for one in told["wasAssociatedWith"].values()} == {next(key for key in told["entity"] if "rules-" in key)}


def test_only_original_wording_is_a_quotation_in_the_provenance(shipped, claims, pages):
    found = ProvDocument.deserialize(content=(shipped("prov") / "provenance.json").read_text("utf-8"), format="json")
    quoted = {
        one.args[0].localpart
        for one in found.get_records(ProvDerivation)
        if "prov:Quotation" in {str(kind) for kind in one.get_asserted_types()}
    }
    assert quoted == set(original(claims, pages))
    told = json.loads((shipped("prov") / "provenance.json").read_text("utf-8"))
    restated = next(one for one in pages.values() if one.wording == "restated")
    assert told["entity"][f"reassay:{restated.id}"]["reassay:notice"] == "restated from https://example.org/r, wording ours"
    attributed = {one["prov:entity"] for one in told["wasAttributedTo"].values()}
    assert f"reassay:{restated.id}" not in attributed, "its words are not its publisher's"
    assert f"reassay:origin-{restated.id}" in attributed


def entities(folder):
    return [json.loads(text) for text in (folder / "entities.ftm.json").open(encoding="utf-8")]


def test_followthemoney_takes_every_entity_as_it_stands(shipped, claims, pages):
    found = entities(shipped("followthemoney"))
    proxies = {one["id"]: model.get_proxy(one, cleaned=False) for one in found}
    assert len(proxies) == len(found)
    for one in found:
        proxies[one["id"]].schema.validate(one)
        for name, values in one["properties"].items():
            assert set(proxies[one["id"]].get(name)) == set(values), (one["schema"], name, values)
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), (prop, value)
    real = {ident for ident, one in claims.items() if pages[one.document].wording != "constructed"}
    notes = {ident: proxy.first("description") for ident, proxy in proxies.items() if proxy.schema.name == "Note"}
    assert notes == {ident: shown(claims[ident])[0] for ident in real}


def test_ownership_has_its_day_and_share_and_leads_to_the_state(shipped):
    found = entities(shipped("followthemoney"))
    edges = {
        (one["properties"]["owner"][0], one["properties"]["asset"][0], one["properties"].get("date", [""])[0]): one["properties"]
        for one in found
        if one["schema"] == "Ownership"
    }
    assert edges["baogang", "nre", "2023-09-30"]["percentage"] == ["36.71"]
    assert edges["inner-mongolia-gov", "baogang", "2023-09-30"].get("percentage") is None, "a share that nobody stated is none"
    other = [one["properties"]["role"][0] for one in found if one["schema"] == "UnknownLink"]
    assert other == ["related-party supplier of RE concentrate (price formula)"], "a supplier owns nothing"
    schemas = {one["id"]: one["schema"] for one in found}
    assert (schemas["nre"], schemas["inner-mongolia-gov"]) == ("Company", "PublicBody")


def test_feedparser_reads_every_change_of_a_verdict_and_none_of_an_example(shipped, claims):
    path = shipped("atom") / "verdicts.atom"
    found = feedparser.parse(path.read_bytes())
    assert (found.bozo, found.version) == (False, "atom10")
    assert len({one.id for one in found.entries}) == len(found.entries) == 12
    assert all(one.id.startswith("tag:reassay.invalid,2026:v") for one in found.entries)
    days = [one.updated for one in found.entries]
    assert days == sorted(days, reverse=True)
    assert set(days) == {f"{FIRST}T00:00:00Z", f"{LAST}T00:00:00Z"}
    assert found.feed.updated == f"{LAST}T00:00:00Z"
    moved = [one for one in found.entries if "\u2192" in one.title]
    assert len(moved) == 3, "an import moved one verdict, and a person looked at two"
    told = {one.tags[1].term: one for one in found.entries if one.updated.startswith(FIRST)}
    assert set(told) == {ident for ident, one in claims.items() if "Example Oxides" not in one.quote}
    for ident, one in told.items():
        assert " ".join(claims[ident].quote[:150].split()) in one.summary
    assert "restated from https://example.org/r, wording ours" in path.read_text("utf-8")
    assert all("automatic, not reviewed" in one.title for one in found.entries if one.title.endswith("outside evidence"))


def test_a_feed_is_xml_whatever_a_page_holds():
    from reassay.publish.exports.atom import plain

    text = "".join(map(chr, range(0x300))) + "\ufffe\uffff\U0001f600<&>]]>"
    assert ET.fromstring(f"<a>{plain(text)}</a>").text
