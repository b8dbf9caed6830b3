"""Chinese subjects and speakers: the topic that opens a sentence holds, lists align, places own their totals, sources are no subjects."""

import pytest

import reassay


def read(text):
    """(subject, speaker) of every number, by place."""
    return [(claim.subject, claim.attribution) for claim in reassay.extract(text, language="zh") if claim.quantity is not None]


def subjects(text):
    return [subject for subject, _ in read(text)]


def speakers(text):
    return [speaker for _, speaker in read(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("华澄磁业集团2025年实现营业收入12亿元，净利润1.5亿元，新建生产线3条。", ["华澄磁业集团"] * 3),
        ("晨岭高性能磁钢项目占地200亩，总投资20亿元。项目年产磁钢5000吨。", ["晨岭高性能磁钢项目"] * 3),
        ("2024年全国稀土矿开采指标27万吨。", ["全国"]),
        ("氧化镝每公斤1800元，氧化铽每公斤6000元。", ["氧化镝", "氧化铽"]),
        ("氧化镧、氧化铈价格分别为每吨4000元、8000元。", ["氧化镧", "氧化铈"]),
        ("绵阳、常州分别有稀土企业12家、15家。", ["绵阳", "常州"]),
    ],
)
def test_the_topic_is_the_subject(text, wanted):
    assert subjects(text) == wanted


def test_a_topic_holds_until_another_opens_a_sentence():
    text = "华澄磁业集团去年申请专利120件。全年研发投入2亿元。岭东矿业集团去年申请专利30件。"
    assert subjects(text) == ["华澄磁业集团", "华澄磁业集团", "岭东矿业集团"]


def test_traditional_text_gives_the_subject_as_written():
    assert subjects("華澄磁業集團去年申請專利120件。") == ["華澄磁業集團"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("据海关总署统计，2025年中国出口稀土6万吨。", ["海关总署"]),
        ("岭东矿业集团总经理周远峰表示，今年产量将达3000吨。", ["周远峰"]),
        ("知情人士称，中国今年稀土配额为27万吨。", ["知情人士"]),
        ("公司公告显示，全年营业收入12亿元。净利润1.5亿元。", ["公司", "公司"]),
        ("按稀土氧化物计，全年产量为3000吨。", [None]),
        ("华澄磁业集团去年营业收入12亿元。", [None]),
    ],
)
def test_who_says_it(text, wanted):
    assert speakers(text) == wanted


def test_a_speaker_ends_with_his_paragraph():
    assert speakers("知情人士称，中国今年稀土配额为27万吨。\n\n全国产量去年为24万吨。") == ["知情人士", None]
