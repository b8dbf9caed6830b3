"""Files of evidence in every layout, sound and broken: the rows they give, the Problems with their lines, and what comes of them."""

import csv
import io
import json
import random
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from reassay.base.errors import Problem, SettingsError
from reassay.base.verdict import Evidence
from reassay.collect.applications import check_digit, chinese
from reassay.collect.deliveries import deliveries
from reassay.collect.layouts import KINDS, Delivery, layouts

USGS = Path(__file__).parent / "tables" / "usgs_mcs2026_rare_earths.csv"
DAY = "2026-11-25"


def read(kind, *paths, **more):
    found = list(deliveries(paths, Delivery(kind, DAY, **more)))
    return [one for one in found if isinstance(one, Evidence)], [one for one in found if isinstance(one, Problem)]


def given(tmp_path, name, data, kind, **more):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read(kind, path, **more)


def errors(problems):
    return [one for one in problems if one.level == "error"]


def table(header, *rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([header, *rows])
    return out.getvalue()


def number(serial, year="2025", kind="1"):
    digits = f"{year}{kind}{serial:07d}"
    return f"CN{digits}.{check_digit(digits)}"


# The Mineral Commodity Summaries of 2026 as published, rare-earth chapters only; figures as on the printed pages 152 and 153.

PRINTED_OUTPUT = """United States 45500 51000|Australia 29000 29000|Brazil 560 2000|Burma 27000 22000|Canada 0 0|China 270000 270000
Greenland 0 0
India 2900 2900|Madagascar 1400 2700|Malaysia 140 110
Nigeria 1500 1500
Russia 2600 2600|South Africa 0 0|Tanzania 0 0|Thailand 2100 4800
Vietnam 300 150|Other countries 1000 550|World 380000 390000"""
PRINTED_PRICES = """Lanthanum oxide 1.51 1.39 0.96 0.97 1|Cerium oxide 1.54 1.45 1.03 1.21 1.71|Mischmetal 5.66 6.52 5.47 5.45 5.62
Praseodymium oxide 93 128 76 56 74|Neodymium oxide 98 134 78 56 73|NdPr oxide 92 124 75 55 69|Samarium oxide 2.03 3.34 2.17 2.01 2.82
Europium oxide 31 30 27 27 27|Gadolinium oxide 47 75 47 28 30"""


def printed(text, count):
    for entry in text.replace("\n", "|").split("|"):
        words = entry.split()
        yield " ".join(words[:-count]), words[-count:]


def test_usgs_rows_are_those_of_the_printed_table():
    rows, problems = read("statistics", USGS)
    assert not problems
    assert len(rows) == 286
    found = {(r.values["metric"], r.values["subject"], r.values.get("product"), r.values["period"]): r.values.get("value") for r in rows}
    for country, values in printed(PRINTED_OUTPUT, 2):
        assert [found["output", country, None, year] for year in ("2024", "2025")] == values, country
    for thing, values in printed(PRINTED_PRICES, 5):
        assert [found["price", thing, None, str(year)] for year in range(2021, 2026)] == values, thing
    us = [found["output", "United States", "Compounds and metals", str(year)] for year in range(2021, 2026)]
    assert us == ["120", "95", "800", "4300", "8900"]
    assert found["headcount", "United States", None, "2025"] == "670"
    assert found["import_reliance", "United States", "Compounds and metals", "2024"] == "0.53"
    assert {r.values["vintage"] for r in rows} == {"MCS2026"}
    assert {r.licence for r in rows} == {"US public domain"}
    assert {r.published_date for r in rows} == {"2026-02-06"}


def test_usgs_figures_bear_the_root_of_their_data():
    rows, _ = read("statistics", USGS)
    roots = {
        (r.values["subject"], r.values["period"]): r.lineage for r in rows if r.values["metric"] == "output" and "product" not in r.values
    }
    assert roots["China", "2025"] == roots["China", "2024"] == "lineage:miit-quota"
    assert roots["Burma", "2024"] == roots["Vietnam", "2025"] == "lineage:cn-customs"
    assert roots["Australia", "2024"] == roots["United States", "2024"] == "lineage:usgs"
    assert {r.lineage for r in rows if r.values["metric"] == "price"} == {"lineage:argus-price"}
    assert {r.kind for r in rows if r.values["metric"] == "price"} == {"price"}


def test_usgs_signs_are_no_numbers():
    rows, _ = read("statistics", USGS)
    by = {(r.values["metric"], r.values["subject"], r.values.get("product"), r.values["period"]): r.values for r in rows}
    assert by["reserves", "Burma", None, "2025"].get("value") is None
    assert "not available" in by["reserves", "Burma", None, "2025"]["status"]
    world = by["reserves", "World", None, "2025"]
    assert (world["value"], world["comparator"], world["printed"]) == ("85000000", "gt", ">85,000,000")
    exporter = by["import_reliance", "United States", "Mineral concentrates", "2021"]
    assert (exporter["value"], exporter["comparator"], exporter["status"]) == ("0", "le", "net exporter")
    prices = by["price", "Scandium oxide", None, "2021"]
    assert (prices.get("value"), prices["low"], prices["high"]) == (None, "890", "1000")
    malaysia = by["other:share of imports", "United States", None, "2021/2024"]
    assert malaysia["unit"] == "ratio"


def test_a_later_printing_of_one_edition_is_an_edition_of_its_own():
    rows, _ = read("statistics", USGS, published="2026-05-27")
    assert {r.values["vintage"] for r in rows} == {"MCS2026 of 2026-05-27"}


WIDE = USGS.with_name("wide_layout.csv")  # the header of 2025 with its stray blanks, a few rows of ours


def test_usgs_wide_layout(tmp_path):
    rows, problems = read("statistics", WIDE)
    assert [one.what for one in problems] == ["1 rows of other things left out"]
    got = {(r.values["metric"], r.values["subject"], r.values["period"]): (r.values.get("value"), r.lineage) for r in rows}
    assert got["output", "China", "2023"] == ("255000", "lineage:miit-quota")
    assert got["output", "Burma", "2024"] == ("31000", "lineage:cn-customs")
    assert got["reserves", "Burma", "2024"] == (None, "lineage:usgs")
    assert got["output", "World", "2024"] == ("390000", "lineage:usgs-mixed")
    assert {(r.values["vintage"], r.published_date) for r in rows} == {("MCS2025", "2025-01-31")}
    assert {r.values["status"] for r in rows if (r.values["metric"], r.values["period"]) == ("output", "2024")} == {"estimated"}


# Patents


@pytest.mark.parametrize(
    "good", ["CN202510123456.5", "ZL202510123456.5", "202510123456.5", "202510123456", "CN 202510123456 A", "CN85100001", "95123456"]
)
def test_chinese_application_numbers(good):
    found, kind = chinese(good)
    assert kind == "invention"
    assert found[:-2].isdigit()


def test_check_digits_are_those_of_the_rule():
    assert check_digit("202510123456") == "5"  # 4+0+8+25+6+0+8+18+6+12+20+30 = 137 = 12 x 11 + 5
    assert check_digit("100000000001") == "7"  # 2 + 5
    assert check_digit("000000000002") == "X"  # 2 x 5 = 10
    assert check_digit("00000010") == "8"


@pytest.mark.parametrize("bad", ["CN202510123456.1", "CN202560123456.1", "CN2025101234567.1", "12", "", "=1+1"])
def test_impossible_application_numbers(bad):
    with pytest.raises(ValueError, match="application number"):
        chinese(bad)


GOOGLE = (
    "id,title,assignee,inventor/author,priority date,filing/creation date,publication date,grant date,"
    "result link,representative figure link"
)


def google(*rows):
    return "search URL:,https://patents.google.com/?q=x\n" + table(GOOGLE.split(","), *rows)


def test_google_patents_csv(tmp_path):
    text = google(
        [
            "CN-119000001-A",
            "Magnet, sintered",
            "Example Magnets Co., Ltd., Sample Institute",
            "A, B",
            "2024-01-02",
            "2025-01-02",
            "2025-07-01",
            "",
            "https://x/1",
            "",
        ],
        [
            "CN-119000001-B",
            "Magnet, sintered",
            "Example Magnets Co., Ltd., Sample Institute",
            "A",
            "2024-01-02",
            "2025-01-02",
            "2026-07-01",
            "",
            "https://x/2",
            "",
        ],
        ["CN-222000002-U", "Press", "Example Magnets Co., Ltd.", "A", "", "2025-03-02", "2025-09-01", "", "javascript:alert(1)", ""],
        ["CN-309000003-S", "Case", "Example Magnets Co., Ltd.", "A", "", "2025-03-02", "2025-09-01", "", "", ""],
        [
            "US-9254383-B2",
            '=HYPERLINK("http://x")',
            "ElectroCore, LLC",
            "A",
            "2009-03-20",
            "2013-04-28",
            "2016-02-09",
            "2016-02-09",
            "https://x",
            "",
        ],
        ["US-20250000001-A1", "No date", "ElectroCore, LLC", "A", "", "", "2026-02-09", "", "", ""],
        ["nonsense", "x", "y", "", "", "", "", "", "", ""],
        ["CN-119000009-A", "x", "y", "", "", "2025-13-01", "", "", "", ""],
    )
    rows, problems = given(tmp_path, "gp.csv", text, "patents")
    apps = [r for r in rows if r.values["metric"] == "application"]
    counts = {
        (r.values["subject"], r.values["period"], r.values["kind_code"]): r.values["value"]
        for r in rows
        if r.values["metric"] == "patents_filed"
    }
    assert len(apps) == 5
    assert apps[0].values["applicants"] == ["Example Magnets Co., Ltd.", "Sample Institute"]
    assert counts == {
        ("Example Magnets Co., Ltd.", "2025", "CN (all)"): "3",
        ("Example Magnets Co., Ltd.", "2025", "CN (invention)"): "1",
        ("Example Magnets Co., Ltd.", "2025", "CN (utility model)"): "1",
        ("Example Magnets Co., Ltd.", "2025", "CN (design)"): "1",
        ("Sample Institute", "2025", "CN (all)"): "1",
        ("Sample Institute", "2025", "CN (invention)"): "1",
        ("ElectroCore, LLC", "2013", "US (invention)"): "1",
    }
    assert [one.line().split("gp.csv:")[1].split(":")[0] for one in errors(problems)] == ["9", "10"]
    assert "1 applications without a filing date" in [one.what for one in problems]
    assert apps[1].url == "", "a link that is no web address is dropped"
    assert apps[3].values["title"].startswith("=HYPERLINK"), "a cell stays the text it is"
    assert {r.lineage for r in apps} == {"lineage:cnipa", "lineage:patents-us"}
    assert all(r.withheld for r in rows)
    assert {(r.valid_date, r.retrieved_date) for r in rows if r.values["metric"] == "patents_filed"} == {(DAY, DAY)}


def name(*points):
    return "".join(map(chr, points))


APPLICANT, OTHER = "\u793a\u4f8b\u78c1\u6750\u516c\u53f8", "\u6837\u672c\u7814\u7a76\u9662"
HALF = [
    "\u7533\u8bf7\u53f7",
    "\u7533\u8bf7\u65e5",
    "\u516c\u5f00(\u516c\u544a)\u53f7",
    "\u516c\u5f00(\u516c\u544a)\u65e5",
    "\u7533\u8bf7(\u4e13\u5229\u6743)\u4eba",
]
FULL = [word.replace("(", "\uff08").replace(")", "\uff09") for word in HALF]


@pytest.mark.parametrize("header", [HALF, FULL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_register_csv(tmp_path, header, encoding):
    text = table(
        header,
        [number(1), "2025.01.02", "CN119000001A", "2025.07.01", f"{APPLICANT};{OTHER}"],
        [number(1), "2025-01-02", "CN119000001B", "2026-07-01", f"{APPLICANT}\uff1b{OTHER}"],
        [number(2, kind="2"), "2025/3/2", "CN222000002U", "2025/9/1", APPLICANT],
        [number(3).replace(".", "").upper()[:-1], "20250302", "", "", APPLICANT],
        [number(4)[:-1] + ("0" if number(4)[-1] != "0" else "1"), "2025-01-02", "CN119000004A", "2025-07-01", APPLICANT],
        [number(5), "2025-01-02", "CN222000005U", "2025-07-01", APPLICANT],
        [number(6), "2025-08-02", "CN119000006A", "2025-07-01", APPLICANT],
    )
    rows, problems = given(tmp_path, "cn.csv", text.encode(encoding), "patents")
    whats = [(one.where.rsplit(":", 1)[1], one.what) for one in errors(problems)]
    assert [line for line, _ in whats] == ["6", "7", "8"]
    assert "check digit" in whats[0][1]
    assert "invention and utility model at once" in whats[1][1]
    assert "before it was filed" in whats[2][1]
    counts = {(r.values["subject"], r.values["patent_kind"]): r.values["value"] for r in rows if r.values["metric"] == "patents_filed"}
    assert counts == {
        (APPLICANT, "all"): "3",
        (APPLICANT, "invention"): "2",
        (APPLICANT, "utility model"): "1",
        (OTHER, "all"): "1",
        (OTHER, "invention"): "1",
    }


def test_lens_csv(tmp_path):
    header = "#,Jurisdiction,Kind,Display Key,Lens ID,Publication Date,Publication Year,Application Number,Application Date,Title,"
    header += "Applicants,URL,Legal Status"
    text = table(
        header.split(","),
        [
            "1",
            "CN",
            "A",
            "CN 119000001 A",
            "000-1",
            "2025-07-01",
            "2025",
            f"CN {number(1)[2:-2]} A",
            "2025-01-02",
            "Magnet",
            "EXAMPLE MAGNETS;;SAMPLE INST",
            "https://lens.org/1",
            "PENDING",
        ],
        [
            "2",
            "US",
            "B2",
            "US 9254383 B2",
            "000-2",
            "2016-02-09",
            "2016",
            "US 201313872027 A",
            "2013-04-28",
            "x",
            "ElectroCore, LLC",
            "",
            "",
        ],
    )
    rows, problems = given(tmp_path, "lens.csv", text, "patents")
    assert not problems
    apps = [r.values for r in rows if r.values["metric"] == "application"]
    assert [(a["office"], a["application"], a["applicants"]) for a in apps] == [
        ("CN", number(1)[2:], ["EXAMPLE MAGNETS", "SAMPLE INST"]),
        ("US", "201313872027", ["ElectroCore, LLC"]),
    ]
    assert "status" not in apps[0], "a legal status is no statement that a figure is unpublished"


def ops(count, total=None):
    def document(serial):
        one = {"@data-format": "epodoc", "applicant-name": {"name": {"$": "EXAMPLE MAGNETS [CN]"}}}
        two = {"@data-format": "original", "applicant-name": {"name": {"$": f"{APPLICANT}, "}}}
        return {
            "@country": "CN",
            "@doc-number": str(119000000 + serial),
            "@kind": "A",
            "@family-id": str(serial),
            "bibliographic-data": {
                "publication-reference": {
                    "document-id": [
                        {
                            "@document-id-type": "docdb",
                            "country": {"$": "CN"},
                            "doc-number": {"$": str(119000000 + serial)},
                            "kind": {"$": "A"},
                            "date": {"$": "20250701"},
                        }
                    ]
                },
                "application-reference": {
                    "document-id": [
                        {
                            "@document-id-type": "docdb",
                            "country": {"$": "CN"},
                            "doc-number": {"$": number(serial)[2:-2]},
                            "kind": {"$": "A"},
                        },
                        {"@document-id-type": "epodoc", "doc-number": {"$": "x"}, "date": {"$": "20250102"}},
                    ]
                },
                "invention-title": [{"@lang": "zh", "$": "x"}, {"@lang": "en", "$": "Magnet"}],
                "parties": {"applicants": {"applicant": [one, two] if serial % 2 else two}},
            },
        }

    documents = [{"exchange-document": document(serial)} for serial in range(1, count + 1)]
    inner = {"exchange-documents": documents if count > 1 else documents[0]}
    return {"ops:world-patent-data": {"ops:biblio-search": {"@total-result-count": str(total or count), "ops:search-result": inner}}}


@pytest.mark.parametrize("count", [1, 3])
def test_epo_ops_json_of_one_and_of_many(tmp_path, count):
    rows, problems = given(tmp_path, "ops.json", json.dumps(ops(count, 359)), "patents")
    assert [(one.level, one.what) for one in problems] == [("warning", f"holds {count} of 359 results")]
    apps = [r.values for r in rows if r.values["metric"] == "application"]
    assert [a["applicants"] for a in apps] == [[APPLICANT]] * count
    assert [a["filing_date"] for a in apps] == ["2025-01-02"] * count
    assert apps[0]["title"] == "Magnet"


def test_no_hits_and_a_cut_off_answer(tmp_path):
    rows, problems = given(tmp_path, "none.json", json.dumps({"fault": {"code": {"$": "SERVER.EntityNotFound"}}}), "patents")
    assert (rows, [one.level for one in problems]) == ([], ["note"])
    rows, problems = given(tmp_path, "cut.json", json.dumps(ops(3))[:-300], "patents")
    assert not rows
    assert "truncated" in errors(problems)[0].what


# Standards


def iso(reference, date, stage, committee="ISO/TC 298"):
    return {
        "id": 1,
        "deliverableType": "IS",
        "reference": reference,
        "title": {"en": "Rare earth", "fr": None},
        "publicationDate": date,
        "edition": 1,
        "icsCode": None,
        "ownerCommittee": committee,
        "currentStage": stage,
        "scope": {"en": "<p>x"},
    }


def test_iso_json_lines(tmp_path):
    lines = [
        iso("ISO 22444-1:2020", "2020-10-15", 6060),
        iso("ISO/WD 0", None, 2000),
        iso("ISO 18074:2015", "2015-11-19", 9093, "ISO/TC 38"),
    ]
    text = "\n".join(map(json.dumps, lines)) + "\n{broken\n"
    rows, problems = given(tmp_path, "iso.jsonl", text, "standards")
    assert [one.where.rsplit(":", 1)[1] for one in errors(problems)] == ["4"]
    found = [(r.values.get("reference"), r.values.get("publication_date"), r.values.get("stage"), r.values["committee"]) for r in rows]
    assert found[:3] == [
        ("ISO 22444-1:2020", "2020-10-15", "60.60", "ISO/TC 298"),
        ("ISO/WD 0", None, "20.00", "ISO/TC 298"),
        ("ISO 18074:2015", "2015-11-19", "90.93", "ISO/TC 38"),
    ]
    assert {r.values["committee"] for r in rows if r.values.get("field_not_published") == "project leader"} == {"ISO/TC 298", "ISO/TC 38"}
    assert {r.lineage for r in rows} == {"lineage:iso-cs"}


def test_iso_csv(tmp_path):
    text = table(
        ["id", "deliverableType", "reference", "title.en", "publicationDate", "edition", "ownerCommittee", "currentStage"],
        ["1", "IS", "ISO 22444-1:2020", "Rare earth, vocabulary", "2020-10-15", "1", "ISO/TC 298", "6060"],
    )
    rows, problems = given(tmp_path, "iso.csv", text, "standards")
    assert not problems
    assert rows[0].values["title"] == "Rare earth, vocabulary"


def test_national_catalogue_counts_led_apart_from_taken_part(tmp_path):
    mark = "\u3001"
    answer = {
        "total": 3,
        "rows": [
            {
                "C_STD_CODE": "GB/T <sacinfo>1</sacinfo>-2024",
                "C_C_NAME": "a",
                "STATE": "x",
                "ISSUE_DATE": "2024-05-01",
                "ACT_DATE": "2024-12-01",
                "TA_CODE": "TC229",
                "DRAFT_UNIT": f"{APPLICANT}{mark}{OTHER}",
            },
            {
                "C_STD_CODE": "GB/T 2-2024",
                "C_C_NAME": "b",
                "STATE": "x",
                "ISSUE_DATE": "2024-06-01",
                "ACT_DATE": "",
                "TA_CODE": "TC229",
                "DRAFT_UNIT": f"{OTHER}{mark}{APPLICANT}",
            },
            {
                "C_STD_CODE": "GB/T 3-2024",
                "C_C_NAME": "c",
                "STATE": "x",
                "ISSUE_DATE": "2024-06-01",
                "ACT_DATE": "",
                "TA_CODE": "TC229",
                "DRAFT_UNIT": "",
            },
        ],
    }
    rows, problems = given(tmp_path, "gb.json", json.dumps(answer, ensure_ascii=False), "standards")
    assert not problems
    assert rows[0].values["reference"] == "GB/T 1-2024"
    counts = {
        (r.values["subject"], r.values["scope"]): (r.values["value"], r.values["denominator"], r.values["committee"])
        for r in rows
        if r.values.get("metric")
    }
    assert counts == {
        (APPLICANT, "first drafting unit"): ("1", "2", "SAC/TC 229"),
        (APPLICANT, "any drafting unit"): ("2", "2", "SAC/TC 229"),
        (OTHER, "first drafting unit"): ("1", "2", "SAC/TC 229"),
        (OTHER, "any drafting unit"): ("2", "2", "SAC/TC 229"),
    }
    millis = {"records": [{"code": "XB/T 1-2024", "chName": "x", "status": "y", "issueDate": 1714521600000, "actDate": None}]}
    rows, problems = given(tmp_path, "xb.json", json.dumps(millis), "standards")
    assert rows[0].values["publication_date"] == "2024-05-01"


# Trade, quotas, prices, owners, limits


def flow(**more):
    return {
        "typeCode": "C",
        "period": "2024",
        "reporterCode": 156,
        "reporterISO": "CHN",
        "reporterDesc": "China",
        "flowCode": "M",
        "partnerCode": 0,
        "partnerISO": "W00",
        "partnerDesc": "World",
        "partner2Code": 0,
        "motCode": 0,
        "customsCode": "C00",
        "cmdCode": "2846",
        "netWgt": 77025454.0,
        "isNetWgtEstimated": True,
        "primaryValue": 1386613152.5,
    } | more


def test_comtrade_json(tmp_path):
    answer = {
        "elapsedTime": "0.1 secs",
        "count": 4,
        "data": [
            flow(),
            flow(partnerCode=104, partnerISO="MMR", partnerDesc="Myanmar", motCode=1000),
            flow(flowCode="Q"),
            flow(netWgt=None, primaryValue=None),
        ],
    }
    rows, problems = given(tmp_path, "ct.json", json.dumps(answer, indent=1), "trade")
    assert [one.what.split(": ", 1)[1] for one in errors(problems)] == ["not a flow: Q", "neither a weight nor a value"]
    weight, value = rows[0], rows[1]
    assert (weight.values["metric"], weight.values["value"], weight.values["unit"], weight.basis) == (
        "import_volume",
        "77025.454",
        "t",
        "compound_gross",
    )
    assert (value.values["metric"], value.values["value"], value.values["unit"]) == ("import_value", "1386613152.5", "USD")
    assert weight.values["status"] == "weight estimated"
    assert (rows[2].values["partner"], rows[2].values["part"]) == ("Myanmar", "motCode 1000")
    assert {(r.publisher, r.lineage, r.withheld) for r in rows} == {("UN Comtrade (reporter CHN)", "lineage:cn-customs", True)}


def test_cut_off_comtrade_answer_gives_the_rows_before_the_cut(tmp_path):
    text = json.dumps({"data": [flow(), flow(), flow()]})
    rows, problems = given(tmp_path, "ct.json", text[: len(text) - 200], "trade")
    assert len(rows) == 4
    assert len(problems) == 1
    assert "truncated" in problems[0].what


CUSTOMS = [
    "数据年月",
    "商品编码",
    "商品名称",
    "贸易伙伴编码",
    "贸易伙伴名称",
    "第一数量",
    "第一计量单位",
    "第二数量",
    "第二计量单位",
    "美元",
]
KILOGRAM, EXPORT, VIETNAM = "\u5343\u514b", "\u51fa\u53e3", "\u8d8a\u5357"


def test_chinese_customs_in_gb18030(tmp_path):
    text = table(
        CUSTOMS,
        ["202401", "28461010", "\u6c27\u5316\u94c8", "141", VIETNAM, "1,250,000", KILOGRAM, "0", "-", "2,000,001"],
        ["202402", "28461010", "\u6c27\u5316\u94c8", "141", VIETNAM, "x", KILOGRAM, "0", "", "1"],
    )
    rows, problems = given(tmp_path, f"{EXPORT}2024.csv", text.encode("gb18030"), "trade")
    assert [one.where.rsplit(":", 1)[1] for one in errors(problems)] == ["3"]
    got = [(r.values["metric"], r.values["value"], r.values["unit"], r.values["period"], r.values["partner"]) for r in rows]
    assert got == [("export_volume", "1250", "t", "2024-01", VIETNAM), ("export_value", "2000001", "USD", "2024-01", VIETNAM)]
    rows, problems = given(tmp_path, "2024.csv", text.encode("gb18030"), "trade")
    assert not rows
    assert "import or export?" in problems[0].what


def test_quota_tables(tmp_path):
    header = ["年份", "批次", "集团", "岩矿型稀土（轻）", "离子型稀土（以中重为主）", "冷炼分离产品"]
    first, total = "\u7b2c\u4e00\u6279", "\u5408\u8ba1"
    text = table(
        [*header[:5], "smelting_separation_reo_t"],
        ["2023", first, "\u793a\u4f8b\u96c6\u56e2", "80,943", "-", "73,403"],
        ["2023", first, total, "109,057", "10,943", "115,000"],
    )
    rows, problems = given(tmp_path, "q.csv", text, "quota")
    assert not problems
    got = [(r.values["subject"], r.values["scope"], r.values["part"], r.values["value"], r.values["period"]) for r in rows]
    assert got == [
        ("\u793a\u4f8b\u96c6\u56e2", "group", "light rock ore", "80943", "2023 batch 1"),
        ("\u793a\u4f8b\u96c6\u56e2", "group", "smelting and separation", "73403", "2023 batch 1"),
        ("China", "national", "light rock ore", "109057", "2023 batch 1"),
        ("China", "national", "ionic ore (medium and heavy)", "10943", "2023 batch 1"),
        ("China", "national", "smelting and separation", "115000", "2023 batch 1"),
    ]
    assert {r.lineage for r in rows} == {"lineage:miit-quota"}


def test_our_own_columns_for_every_kind(tmp_path):
    base = ["subject", "metric", "value", "unit", "period", "publisher", "published_date", "basis"]
    sheets = {
        "statistics": table(base, ["Sample Land", "output", "1.2", "kt", "2024", "Example Office", "2025-01-31", "REO"]),
        "quota": table(["subject", "period", "status"], ["China", "2025", "not published"]),
        "trade": table(
            [*base, "partner", "hs"], ["China", "import_volume", "5", "t", "2024-03", "Example Customs", "2024-05-01", "", "World", "2846"]
        ),
        "price": table(
            ["\u54c1\u540d", "\u65e5\u671f", "\u6700\u4f4e\u4ef7", "\u6700\u9ad8\u4ef7", "\u5747\u4ef7", "\u5355\u4f4d"],
            ["\u6c27\u5316\u9568\u9495", "2026/2/3", "520,000", "530,000", "525,000", "\u5143/\u5428"],
        ),
        "ownership": table(
            ["child", "parent", "pct", "relation", "valid_date"], ["Example Daily", "Example Group", "60%", "parent", "2024-01-01"]
        ),
        "limit": table(
            ["subject", "value", "unit", "comparator", "publisher"],
            ["energy product", "64.8", "MGOe", "le", "physics"],
            ["x", "1", "t", "", "physics"],
        ),
        "patents": table(
            [*base, "kind_code"], ["Example Magnets", "patents_filed", "31", "count", "2023", "Example Register", "2024-03-01", "", "CN A"]
        ),
        "standards": table(
            ["reference", "committee", "publication_date", "publisher"], ["ISO 1:2020", "ISO/TC 298", "2020-10-15", "Example Catalogue"]
        ),
    }
    assert sorted(sheets) == sorted(KINDS)
    got = {}
    for kind, text in sheets.items():
        rows, problems = given(tmp_path, f"{kind}.csv", text, kind)
        assert len(errors(problems)) == (1 if kind == "limit" else 0), problems
        got[kind] = rows[0]
    assert (got["statistics"].values["value"], got["statistics"].values["unit"], got["statistics"].basis) == ("1200", "t", "REO")
    assert got["quota"].values.get("value") is None
    assert (got["price"].values["value"], got["price"].values["low"], got["price"].values["unit"], got["price"].valid_date) == (
        "525000",
        "520000",
        "CNY/t",
        "2026-02-03",
    )
    assert got["ownership"].values["pct"] == "60"
    lines = (
        json.dumps({"subject": "China", "metric": "quota", "value": 120000, "unit": "t", "period": "2023 batch 1", "scope": "national"})
        + "\n"
    )
    rows, problems = given(tmp_path, "q.jsonl", lines, "quota")
    assert (rows[0].values["value"], rows[0].valid_date, problems) == ("120000", "2023 batch 1", [])


# Broken and hostile files

ROWS = ["subject", "metric", "value", "unit", "period", "publisher"]


def test_a_broken_row_costs_itself(tmp_path):
    text = "subject,metric,value,unit,period,publisher\nA,output,1,t,2024,P\nA,output,two,t,2024,P\nB,output,2,t\nC,output,3,t,2024-13,P\n"
    text += 'D,output,"4,000",t,2024,P\nE,"output,5,t,2024,P\n"F\nG",output,6,t,2024,P\n=1+1,output,=1+1,t,2024,P\n@x,output,-7,t,2024,P\n'
    rows, problems = given(tmp_path, "a.csv", text, "statistics")
    assert [(r.values["subject"], r.values["value"]) for r in rows] == [("A", "1"), ("D", "4000"), ("F\nG", "6"), ("@x", "-7")]
    assert [one.where.rsplit(":", 1)[1] for one in errors(problems)] == ["3", "4", "5", "7", "10"]
    assert all("\n" not in one.line() for one in problems)


def test_truncated_files(tmp_path):
    text = table(ROWS, ["A", "output", "1", "t", "2024", "P"], ["B", "output", "2", "t", "2024", "P"])
    rows, problems = given(tmp_path, "a.csv", text[:-12], "statistics")
    assert [r.values["subject"] for r in rows] == ["A"]
    assert [one.what for one in problems] == ["the file ends in the middle of a row: truncated"]
    rows, problems = given(tmp_path, "b.csv", text[:-12] + ',"x', "statistics")
    assert [one.what for one in problems] == ["the file ends in the middle of a row: truncated"]


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members:
            archive.writestr(member, data)
    return out.getvalue()


def test_zips_sound_and_hostile(tmp_path):
    good = table(ROWS, ["A", "output", "1", "t", "2024", "P"])
    rows, problems = given(tmp_path, "a.zip", zipped(("x/a.csv", good), ("readme.md", "x")), "statistics")
    assert (len(rows), problems) == (1, [])
    before = sorted(tmp_path.rglob("*"))
    bad = {
        "bomb": (zipped(("a.csv", b"0" * 60_000_000)), "zip bomb"),
        "path": (zipped(("../../a.csv", good)), "leaves its folder"),
        "root": (zipped(("/etc/a.csv", good)), "leaves its folder"),
        "nest": (zipped(("a.csv", good), ("b.zip", b"x")), "another archive"),
        "cut": (zipped(("a.csv", good))[:-30], "truncated or broken"),
        "work": (zipped(("[Content_Types].xml", "x")), "office document"),
        "none": (zipped(("a.exe", "x")), "no table"),
    }
    for label, (data, what) in bad.items():
        rows, problems = given(tmp_path, f"{label}.zip", data, "statistics")
        assert not rows
        assert len(problems) == 1, label
        assert what in problems[0].what
    assert len(sorted(tmp_path.rglob("*"))) == len(before) + len(bad), "nothing was unpacked"


def test_no_table_is_one_line(tmp_path):
    for data, what in (
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"a,b\n1,2\n", "no layout"),
        (bytes(range(256)) * 20, "binary"),
        (b"{}", "no layout"),
        (b"[" * 100_000, "no layout"),
    ):
        rows, problems = given(tmp_path, "x.csv", data, "statistics")
        assert not rows
        assert len(problems) == 1
        assert what in problems[0].what
    assert "no such file" in read("statistics", tmp_path / "none.csv")[1][0].what


def test_many_broken_rows_are_counted(tmp_path):
    _, problems = given(tmp_path, "a.csv", table(ROWS, *(["A", "output", "x", "t", "2024", "P"] for _ in range(250))), "statistics")
    assert len(problems) == 101
    assert problems[-1].what == "150 more rows could not be read"


def test_kinds_and_layouts_are_checked():
    for order in (Delivery("news", DAY), Delivery("trade", DAY, layout="lens")):
        with pytest.raises(SettingsError):
            list(deliveries([], order))
    assert {kind for one in layouts().values() for kind in one.kinds} == set(KINDS)


def test_rows_are_the_same_in_any_order_of_files(tmp_path):
    names = []
    for part in (1, 2):
        path = tmp_path / f"{part}.csv"
        path.write_text(table(HALF, *([number(part * 10 + n), "2025-01-02", "", "", APPLICANT] for n in range(5))), "utf-8")
        names.append(path)
    one, two = (Counter(r.id for r in read("patents", *order)[0]) for order in (names, names[::-1]))
    assert one == two
    assert [r.values["value"] for r in read("patents", *names)[0] if r.values["metric"] == "patents_filed"] == ["10"], (
        "counted over all files"
    )


def test_numbers_stay_exact(tmp_path):
    rows, _ = given(tmp_path, "a.csv", table(ROWS, ["A", "output", "0.1", "kg", "2024", "P"]), "statistics")
    assert Decimal(rows[0].values["value"]) == Decimal("0.0001")


def test_every_layout_is_documented():
    page = (Path(__file__).parent.parent.parent / "docs" / "evidence.md").read_text("utf-8")
    assert not [one for one in layouts() if f"`{one}`" not in page]


def test_mutated_files_give_rows_or_problems_and_never_a_crash(tmp_path):
    """600 files of every layout with bytes changed, cut, doubled or put in, by a fixed seed."""
    register = table(HALF, [number(1), "2025.01.02", "CN119000001A", "2025.07.01", APPLICANT]).encode("gb18030")
    mines = table(CUSTOMS, ["202401", "28461010", "x", "141", VIETNAM, "1", KILOGRAM, "0", "-", "2"]).encode("gb18030")
    standard = (json.dumps(iso("ISO 1", "2020-01-01", 6060)) + "\n").encode() * 3
    samples = [
        *(("statistics", data) for data in (USGS.read_bytes()[:6000], WIDE.read_bytes())),
        *(("patents", data) for data in (json.dumps(ops(3)).encode(), register)),
        *(("trade", data) for data in (json.dumps({"data": [flow(), flow()]}).encode(), mines)),
        ("standards", standard),
    ]
    odd = [b'"', b'""', b"\n", b"\r", b"{", b"[", b"1e999999", b"\xef\xbc\x9d", b",", b"NaN", b"\x00", b"9" * 400, "\u2460\u0663".encode()]
    rng, path = random.Random(7), tmp_path / "odd"
    for _ in range(600):
        kind, data = rng.choice(samples)
        made = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(made) + 1)
            act = rng.randint(0, 3)
            made[at : at + (act == 0) * rng.randint(1, 200)] = (b"", rng.choice(odd), bytes([rng.randrange(256)]), made[at : at + 100])[act]
        path.write_bytes(bytes(made) or b"x")
        for one in deliveries([path], Delivery(kind, DAY)):
            assert "\n" not in one.line() if isinstance(one, Problem) else one.id
