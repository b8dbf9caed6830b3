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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("岭东矿业集团去年稀土产量900吨。华澄磁业公告，拟以3亿元收购一座分离厂。", ["岭东矿业集团", "华澄磁业"]),
        ("岭东矿业集团去年稀土产量900吨。华澄磁业引进的破拆线一年处理废磁钢130吨。", ["岭东矿业集团", "华澄磁业"]),
        ("岭东矿业集团与华澄磁业合作开发稀土。后者出资2亿元。", ["华澄磁业"]),
        ("国内首条稀土永磁磁浮试验线“青轨”在云岭县竣工，全长800米，投资3亿元。", ["青轨", "青轨"]),
        ("昨日氧化镨钕主流成交每吨44万元。", ["氧化镨钕"]),
        ("Karst Metals去年稀土产量900吨，收入2亿美元。", ["Karst Metals", "Karst Metals"]),
    ],
)
def test_owners_announcers_the_latter_and_called_works_are_subjects(text, wanted):
    assert subjects(text)[-len(wanted) :] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("云岭县2024年稀土产值86亿元。\n（1）检测平台：新增大型仪器40台（套）。", ["云岭县", "检测平台"]),
        ("本文以某离子型稀土尾矿为研究对象，其REO品位6.83%。", ["尾矿"]),
        ("晟源磁去年稀土产量900吨。晟源磁采购处长陈立受访时证实，每月进货4吨再生磁粉。", ["晟源磁"]),
    ],
)
def test_labels_objects_of_study_and_firms_of_speakers_are_subjects(text, wanted):
    assert subjects(text)[-1].endswith(wanted[-1])


def test_authorities_share_nothing_out_to_themselves():
    first, second = subjects("工业和信息化部、自然资源部下达稀土开采、分离指标，数量分别为13万吨、12万吨。")
    assert first == second


def test_each_item_of_a_list_speaks_of_the_whole_again():
    text = "云岭县稀土产业2024年运行情况\n\n云岭县2024年稀土产值86亿元。\n- 岭东矿业集团产量900吨。\n- 稀土企业141户。\n"
    assert subjects(text) == ["云岭县", "岭东矿业集团", "云岭县"]


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
