"""Two real forms of the office, built by hand: a visiting list and a business card."""

from app.kit.paper import (
    A4_LANDSCAPE,
    SOFT,
    Box,
    CardGrid,
    Column,
    Document,
    Footer,
    Group,
    Line,
    Listing,
    Qr,
    Rect,
    Row,
    Text,
)

TEAL = "#00706b"
COLUMNS = (
    Column("序", 9, "center"),
    Column("时间", 15, "center", wrap=False),
    Column("台区", 35),
    Column("客户代表", 18),
    Column("类别", 19),
    Column("电话", 26, wrap=False),
    Column("方式", 13, "center"),
    Column("事项", 34, stretch=1),
    Column("客户反映", 38, stretch=2),
    Column("结果", 24, stretch=1),
    Column("签字", 22),
)
VISITS = (
    ("09:00", "城关镇户山村1号台区", "莫日华", "人大代表", "100 2231 4087", "现场",
     "安全用电、联防", "", "", ""),
    ("09:40", "思练镇旧屯台区", "蓝秀英", "热心人", "100 8842 0116", "现场", "电价宣传、名片",
     "春节前后电压偏低，孵化棚晚上七点以后水泵起动困难，希望增容。", "", ""),
    ("10:20", "果遂镇Creluz-04台区", "韦昌㛃", "经济能人", "100 0467 9921", "电话", "诉求回访", "", "", ""),
)


def visits(count: int, *, numbered_alone: bool = True) -> Listing:
    """A manager's list of ``count`` visits, a group for every day of forty."""
    rows: list[Row | Group] = []
    for number in range(count):
        if number % 40 == 0:
            rows.append(Group(f"11月{number // 40 + 3}日　星期二　抄表例日"))
        rows.append(Row((str(number + 1), *VISITS[number % len(VISITS)])))
    return Listing(
        "2026年11月走访清单", COLUMNS, tuple(rows),
        subtitles=(f"客户经理 韦春生（工号 XC-0107）　负责台区 18 个，客户代表 21 人　计划走访 {count} 户",),
        row_height_mm=9.5,
        notes=("说明：方式为“电话”的由抄表片区决定；客户反映的问题请在当日录入诉求台账。",),
        signatures=("客户经理：", "主管抽查：", "日期："),
        numbered_alone=numbered_alone)


def visiting_list(count: int) -> Document:
    """One manager's list on landscape A4."""
    footer = Footer("忻城供电公司 城关供电所", "2026年11月24日")
    return Document("走访清单 韦春生", (visits(count),), A4_LANDSCAPE, footer)


def vcard(name: str, phone: str) -> str:
    """What the card's square says."""
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", f"N:{name}", f"FN:{name}", "ORG:忻城供电公司城关供电所",
                        "TITLE:客户经理", f"TEL:{phone}", "END:VCARD"))


def card(name: str, phone: str) -> tuple[Box, ...]:
    """A card of 90 × 54 mm: brand, person, what the person serves, square."""
    return (
        Rect(5.4, 6.6, 1.1, 9.2, fill=TEAL, stroke=""),
        Text(8, 6.2, 58, 5, "忻城供电公司", 10.5, True, colour=TEAL),
        Text(8, 11.2, 58, 4, "城关供电所 · 客户服务", 7.5, colour=SOFT),
        Text(8, 18.6, 24, 9.5, name, 20, True, valign="middle"),
        Text(33, 19.8, 22, 9.5, "客户经理", 9, colour=SOFT, valign="middle"),
        Line(8, 30.4, 54, 30.4, 0.15, "#b4bec2"),
        Text(8, 32.4, 11, 5, "电话", 8, colour=SOFT, valign="middle"),
        Text(18, 32.4, 38, 5, phone, 11, True, valign="middle"),
        Text(8, 38.0, 11, 4.2, "片区", 8, colour=SOFT),
        Text(18, 38.0, 38, 8.4, "户山村、旧屯、日新街、思练社区一至四组", 8),
        Text(8, 47.2, 50, 4, "24 小时供电服务热线 95598", 7.5, colour=SOFT),
        Qr(60, 19.5, 24, vcard(name, phone)),
        Text(58, 45.4, 28, 4, "扫码存入通讯录", 6.5, align="center", colour=SOFT),
    )


def card_sheets(count: int) -> Document:
    """``count`` cards, ten to a page."""
    cards = [card("韦春生", f"100 2231 40{number:02d}") for number in range(count)]
    return Document("名片 韦春生", CardGrid().sheets(cards))
