"""Units of the trade: which there are, how they are spelled, and what turns one into another."""

from decimal import Decimal

# Per dimension: the factor to its first unit, with every spelling.
_DIMENSIONS: dict[str, dict[str, str]] = {
    "energy": {
        "1": "kwh 千瓦时 度 kw·h kw.h kw*h", "1000": "mwh 兆瓦时 千度", "10000": "万kwh 万千瓦时 万度 万kw·h",
        "1000000": "gwh 吉瓦时", "100000000": "亿kwh 亿千瓦时 亿度", "0.001": "wh 瓦时",
    },
    "power": {"1": "kva 千伏安", "1000": "mva 兆伏安", "10000": "万kva 万千伏安", "0.001": "va 伏安"},
    "load": {"1": "kw 千瓦", "1000": "mw 兆瓦", "10000": "万kw 万千瓦"},
    "length": {"1": "m 米", "1000": "km 公里 千米", "0.01": "cm 厘米"},
    "time": {"1": "min 分钟", "60": "h 小时 时 hour hours"},
    "money": {"1": "yuan 元 圆 rmb 人民币元", "1000": "千元", "10000": "万元", "100000000": "亿元"},
    "days": {"1": "workingdays 工作日 个工作日"},
    "workload": {"1": "h/month 小时/月 h/月"},
    "count": {
        "1": "户 次 个 件 人 台 只 起 宗 条 处 名 家 项 批 户次 人次 日 号 岁 天 分 "
        "张 份 本 支 盒 套 把 枚 包 袋 笔 例 趟 档 级", "1000": "千户",
        "10000": "万户 万次 万人 万件",
    },
    "ratio": {"1": "% 百分比 percent", "0.1": "‰"},
}  # fmt: skip
_KNOWN = {
    spelling: (dimension, Decimal(factor))
    for dimension, spellings in _DIMENSIONS.items()
    for factor, words in spellings.items()
    for spelling in words.split()
}
SPELLINGS = tuple(sorted(_KNOWN, key=len, reverse=True))
"""Every spelling, folded, the longest first."""


def is_unit(text: str) -> bool:
    """Whether a folded text is the spelling of a unit."""
    return text in _KNOWN


def factor(wanted: str, written: str) -> Decimal | None:
    """What turns a number in unit ``written`` into unit ``wanted`` (both folded); None if nothing does.

    An empty ``wanted`` is a plain count; 万 alone counts by ten thousand whatever is counted.
    """
    if written == wanted:
        return Decimal(1)
    here = _KNOWN.get(wanted, ("count", Decimal(1)))
    if written == "万":
        return Decimal(10000)
    there = _KNOWN.get(written)
    if there is None or there[0] != here[0]:
        return None
    return there[1] / here[1]
