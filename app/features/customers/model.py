"""Customers known by name."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.features.org.model import SEXES
from app.kit import fields
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_

CHANNELS = (
    Choice("on_site", N_("on site"), ("上门", "现场", "面谈")),
    Choice("phone", N_("telephone"), ("电话",)),
    Choice("wechat", N_("WeChat"), ("微信",)),
)
CLASSES = (
    Choice("general", N_("General"), ("一般", "普通", "普通客户")),
    Choice("key", N_("Key customer"), ("重点", "重点客户")),
    Choice("retailer", N_("Retailer"), ("零售客户", "零售户")),
)
SHOPS = (
    Choice("grocery", N_("Grocery"), ("食杂", "食杂店")),
    Choice("convenience", N_("Convenience store"), ("便利", "便利店")),
    Choice("supermarket", N_("Supermarket"), ("超市",)),
    Choice("mall", N_("Mall"), ("商场",)),
    Choice("tobacco", N_("Tobacco and liquor shop"), ("烟酒", "烟酒店")),
    Choice("leisure", N_("Leisure venue"), ("娱乐", "娱乐服务")),
    Choice("other", N_("Other"), ("其他", "其它", "其他店")),
)
MARKETS = (Choice("town", N_("town"), ("城镇",)), Choice("country", N_("country"), ("乡村", "农村")))
SIZES = (
    Choice("large", N_("large"), ("大", "大型")),
    Choice("medium", N_("medium"), ("中", "中型")),
    Choice("small", N_("small"), ("小", "小型")),
)


class Customer(Row):
    """A customer known by name (B5, B10, B16): the person or firm behind a meter, shop or account."""

    __tablename__ = "customer"
    one = N_("customer")
    key = ("code",)
    spelled = "name"

    code: Mapped[str] = fields.code(
        "Customer code", required=True, unique=True, headings=("客户编号", "编号", "客户编码")
    )
    name: Mapped[str] = fields.text(
        "Name", required=True, width=10, person=True, personal=N_("to address the customer"),
        headings=("姓名", "客户名称", "店名")
    )
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    area_id: Mapped[int | None] = fields.link("Area", "area", width=22)
    rank: Mapped[str] = fields.choice("Class", CLASSES, required=True, default="general", headings=("客户类别",))
    sex: Mapped[str | None] = fields.choice(
        "Sex", SEXES, width=6, personal=N_("to address the customer"), headings=("性别",)
    )
    born: Mapped[str | None] = fields.month(
        "Born in", past=True, personal=N_("age structure of the representatives"), listed=False,
        headings=("出生年月",),
    )
    account_no: Mapped[str | None] = fields.code(
        "Account no.", personal=N_("to find the customer's meter and bills"), headings=("户号", "用户编号")
    )
    phone: Mapped[str | None] = fields.phone(
        "Mobile", personal=N_("to arrange visits"), headings=("手机", "联系电话", "电话", "手机号码")
    )
    employer: Mapped[str | None] = fields.text(
        "Unit and post", width=16, personal=N_("to choose representatives"), headings=("单位及职务", "职务")
    )
    hamlet: Mapped[str | None] = fields.text(
        "Village group", personal=N_("to plan the way to the customer"), headings=("村组", "村民小组")
    )
    preferred_time: Mapped[str | None] = fields.text(
        "Preferred time", listed=False, personal=N_("to arrange visits"), headings=("方便联系时间",)
    )
    preferred_channel: Mapped[str | None] = fields.choice(
        "Preferred channel", CHANNELS, listed=False, headings=("联系方式偏好",)
    )
    longitude: Mapped[float | None] = fields.number(
        "Longitude", decimals=5, minimum=-180, maximum=180, listed=False, headings=("经度",),
        personal=N_("to plan the way to the customer"),
    )
    latitude: Mapped[float | None] = fields.number(
        "Latitude", decimals=5, minimum=-90, maximum=90, listed=False, headings=("纬度",),
        personal=N_("to plan the way to the customer"),
    )
    licence: Mapped[str | None] = fields.code("Licence no.", listed=False, headings=("许可证号",))
    licensed_until: Mapped[date | None] = fields.day(
        "Licence valid until", listed=False, headings=("许可证有效期", "有效期")
    )
    shop: Mapped[str | None] = fields.choice("Kind of shop", SHOPS, listed=False, headings=("业态",))
    market: Mapped[str | None] = fields.choice("Market", MARKETS, listed=False, headings=("市场类型",))
    size: Mapped[str | None] = fields.choice("Size", SIZES, listed=False, headings=("规模", "经营规模"))
    tier: Mapped[int | None] = fields.integer(
        "Supply tier", minimum=1, maximum=30, listed=False, headings=("档位",)
    )
    order_day: Mapped[str | None] = fields.text("Order day", listed=False, headings=("访销日", "订货日"))
    delivery_day: Mapped[str | None] = fields.text("Delivery day", listed=False, headings=("送货日",))
    visit_days: Mapped[int | None] = fields.integer(
        "Visited every", unit="days", minimum=1, maximum=366, listed=False, headings=("拜访周期", "拜访周期天")
    )
    pays_online: Mapped[bool | None] = fields.flag("Pays electronically", listed=False, headings=("电子结算",))
    marks_prices: Mapped[bool | None] = fields.flag("Marks prices", listed=False, headings=("明码标价",))
    credit: Mapped[str | None] = fields.text("Credit standing", listed=False, headings=("诚信等级",))
    consented_on: Mapped[date | None] = fields.day(
        "Consent given on", past=True, listed=False, headings=("告知同意日期",)
    )
    note: Mapped[str | None] = fields.note("Remarks", listed=False, headings=("备注",))
