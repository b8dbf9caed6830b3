"""Long general text, read without the gate: hardly a number of it is told.

The text is what every machine that runs these tests has: the sources of Python's own library with their long comments. Chinese general
text is put together from messages of our own wording, as programs print them.
"""

import re
import sysconfig
import time
from pathlib import Path

import pytest

from reassay import pipeline
from reassay.base.text import fold
from reassay.extract.field import Field
from reassay.extract.lexicon import sentence_words
from reassay.extract.segment import passages

ENOUGH = 10_000  # sentences
FIELDS = ["名称", "路径", "参数", "文件", "目录", "窗口", "字符", "按键", "连接", "用户", "密码", "缓冲区", "索引", "分支", "图标", "颜色"]
MESSAGES = [
    "错误：{0}在第 {1} 行出现了两次。",
    "指定 {1} 次可以显示更详细的{0}。",
    "{0}的宽度不得超过 {1} 个字符，长度不得超过 {2} 个。",
    "用十六进制数 0x{1:X} 表示{0}。",
    "此版本支持 64 位{0}，不支持 {1} 位{0}。",
    "把{0}旋转 {1} 度，再放大两倍。",
    "超时时间为 {1} 秒，默认值为 {2}。",
    "%d 个{0}中有 %s 个无法读取。",
    "无法执行三方合并：缺少{0}。",
    "设置{0}的最大数目（1-{1}）。",
    "允许{0}的音量超过 100%。",
    "{0}须为一至八位的数字。",
    "已读取 {1} 字节，还剩 {2} 字节。",
    "版本 {1}.{2}.3 起不再使用这个{0}。",
    "两个以上的{0}同时打开。",
    "请在 {1} 分钟内输入{0}。",
]


def counted(texts, language):
    """Sentences and claims of texts, until there are enough."""
    sentences, claims = 0, []
    for text in texts:
        document = pipeline.document(text, None, None, language, "page")
        sentences += sum(1 for _ in passages(fold(text).text, sentence_words(language)))
        claims += pipeline.claims_of(document)
        if sentences >= ENOUGH:
            break
    return sentences, claims


def messages(times):
    """A long text of messages."""
    return "\n".join(
        line.format(FIELDS[(at * 7 + number) % len(FIELDS)], at % 97 + 2, at % 31 + 4)
        for at in range(times)
        for number, line in enumerate(MESSAGES)
    )


def test_a_list_of_many_sentences_takes_time_in_proportion():
    """No number may look back over all sentences before it: it did, for the last time named."""
    taken = []
    for times in (40, 320):
        start = time.process_time()
        counted([messages(times)], "zh")
        taken.append(time.process_time() - start)
    assert taken[1] < taken[0] * 8 * 4


def test_the_library_of_a_programming_language_says_nothing_to_check():
    folder = Path(sysconfig.get_paths()["stdlib"])
    sources = (path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.py")))
    sentences, claims = counted((text for text in sources if len(text) > 10_000), "en")
    assert sentences >= ENOUGH
    assert len(claims) <= 1, [claim.quote for claim in claims]


def test_messages_of_programs_say_nothing_to_check():
    sentences, claims = counted([messages(650)], "zh")
    assert sentences >= ENOUGH
    assert not claims, [claim.quote for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "The value 0x80 is 3 bytes long.",
        "Version 2.6.32 was released.",
        "printf prints 12%s or 0700 %d.",
        "Turn it by 90 degrees.",
        "A 64-bit system of 32 bits.",
    ],
)
def test_numbers_of_programs_are_no_quantities(text):
    assert not [claim for claim in pipeline.claims_of(pipeline.document(text, None, None, "en", "page")) if claim.quantity]


def test_words_inside_other_words_are_not_ours():
    text = "Send-pr: sendpr was determining examples of disinterest. " * 200
    field = Field(text)
    assert not field.strong
    assert not field.weak
    assert re.search("ndpr", text)
