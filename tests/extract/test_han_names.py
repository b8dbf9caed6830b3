"""Chinese names no register knows, and the main name of a document: what is a name, what only a kind of thing, whom pronouns stand for."""

import pytest

import reassay
from reassay.extract.coined import coined


def named(text):
    return {one.span.of(text) for one in coined(text)}


def subjects(text, publisher=None):
    return [claim.subject for claim in reassay.extract(text, language="zh", publisher=publisher) if claim.quantity is not None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("走进绿砜再生的车间，绿砜再生去年新增三条线。", "绿砜再生"),
        ("岚泓磁材股份有限公司（以下简称“岚泓磁材”）公告。", "岚泓磁材"),
        ("岚泓磁材扩产，岚泓（赣南）承建。", "岚泓（赣南）".replace("（", "(").replace("）", ")")),
        ("禾砀（Hedang）公布业绩。", "禾砀"),
        ("用KX-310系列抛光粉。", "KX-310系列"),
        ("试验线“碧轨”通车，“碧轨”全长2公里。", "碧轨"),
        ("《磁材管理办法》公布。", "《磁材管理办法》"),
        ("澜堰县扩建园区，澜堰县财政出资。", "澜堰县"),
    ],
)
def test_made_up_names_are_found(text, name):
    assert name in named(text.replace("（", "(").replace("）", ")"))


@pytest.mark.parametrize("text", ["中国稀土出口下降。", "中重稀土价格上涨。", "镨钕金属报价持平。", "全县磁材企业增加。"])
def test_kinds_of_things_are_no_names(text):
    assert not named(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a place with a word of trade is no firm
        ("2025年中国稀土出口创新高\n\n2025年中国稀土出口量6万吨。", ["中国"]),
        # the relative clause only describes the project
        ("分两期建设的澜堰永磁材料项目年产磁钢5000吨。", ["澜堰永磁材料项目"]),
        # the doer stands behind "by"
        ("锐珩电机去年营业收入3亿元。新厂拟动工，由岚泓磁材投资2亿元建设。", ["锐珩电机", "岚泓磁材"]),
        # a role is said to be a firm, and the firm holds
        ("项目业主是岚泓磁材，注册资本3亿元。", ["岚泓磁材"]),
        # words that only introduce a name
        ("磁钢供应商岚泓磁材去年营业收入3亿元。", ["岚泓磁材"]),
        # the item of a list is about the name before its colon
        ("■锐珩磁材：受海外订单减少影响，营业收入2亿元。", ["锐珩磁材"]),
        # "the whole county" stands for the county named
        ("澜堰县政府工作报告\n\n去年，全县磁材企业增至47家。", ["澜堰县"]),
        # where none is named, the words stand for themselves
        ("去年，全省废料产生量3万吨。", ["全省"]),
    ],
)
def test_who_the_claim_is_about(text, wanted):
    assert subjects(text) == wanted


def test_things_in_a_firms_report_do_not_take_its_figures():
    text = "云砜电机（688001）2024年年报\n\n云砜电机去年营业收入12亿元。董事会召开会议7次。磁钢收入3亿元，毛利率12%。员工4000人。"
    assert set(subjects(text)) == {"云砜电机"}


def test_a_paragraph_ends_a_topic_where_the_document_has_a_main_name():
    text = "云砜电机扩产\n\n云砜电机去年营业收入12亿元。公司申请专利30件。锐珩磁材供货，锐珩磁材营业收入3亿元。\n\n今年研发投入2亿元。"
    assert subjects(text)[-1] == "云砜电机"


def test_the_publisher_speaks_of_itself():
    text = "关键绩效一览\n\n云砜电机及子公司。\n\n年末员工4127人，营业收入52亿元。"
    assert subjects(text, publisher="云砜电机") == ["云砜电机", "云砜电机"]
