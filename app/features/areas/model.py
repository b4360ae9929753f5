"""Feeders and transformer areas."""

from datetime import date

from sqlalchemy.orm import Mapped

from app.kit import fields
from app.kit.errors import Refusal
from app.kit.fields import Choice
from app.kit.store.row import Row
from app.kit.words import N_, _

KINDS = (
    Choice("area", N_("Transformer area"), ("台区", "公变台区", "公变")),
    Choice("dedicated", N_("Dedicated transformer"), ("专变", "专变台区")),
    Choice("community", N_("Community"), ("社区",)),
    Choice("village", N_("Village"), ("村", "行政村")),
    Choice("retail_line", N_("Retail line"), ("零售线路",)),
    Choice("branch", N_("Branch"), ("网点",)),
)
TERRAINS = (
    Choice("plain", N_("plain"), ("平原", "平地")),
    Choice("hills", N_("hills"), ("丘陵",)),
    Choice("mountains", N_("mountains"), ("山区", "山地")),
)
STATES = (
    Choice("running", N_("running"), ("运行", "在运", "投运", "正常", "AT")),
    Choice("stopped", N_("stopped"), ("停运", "停用", "退运", "DS")),
)
SETTLEMENTS = (
    Choice("town", N_("town"), ("城镇", "城市", "城", "UB")),
    Choice("country", N_("country"), ("乡村", "农村", "乡", "NU")),
)


class Feeder(Row):
    """A 10 kV line (or a delivery line) that areas hang on."""

    __tablename__ = "feeder"
    one = N_("feeder")
    key = ("name",)
    spelled = "name"

    name: Mapped[str] = fields.text(
        "Feeder", required=True, unique=True, width=18, headings=("线路名称", "所属线路", "线路")
    )
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    district_id: Mapped[int | None] = fields.link("District office", "district")


class Area(Row):
    """A transformer area 台区 (A1–A3): the unit that is assigned, visited and measured."""

    __tablename__ = "area"
    one = N_("area")
    key = ("code",)
    spelled = "name"

    code: Mapped[str] = fields.code(
        "Area code", required=True, unique=True, width=15, headings=("台区编号", "台区ID", "台区编码")
    )
    name: Mapped[str] = fields.text("Area name", required=True, width=24, headings=("台区名称",))
    initials: Mapped[str] = fields.text("Initials", editable=False, listed=False, required=True, default="")
    district_id: Mapped[int | None] = fields.link(
        "District office", "district", width=14, headings=("供电单位", "供电所", "营业所", "单位")
    )
    feeder_id: Mapped[int | None] = fields.link("Feeder", "feeder", width=16, headings=("所属线路", "线路名称", "线路"))
    kind: Mapped[str] = fields.choice(
        "Kind", KINDS, required=True, default="area", headings=("台区类型", "类型", "公专变")
    )
    state: Mapped[str] = fields.choice(
        "State", STATES, required=True, default="running", width=7, headings=("状态", "运行状态")
    )
    capacity: Mapped[float | None] = fields.number(
        "Capacity", unit="kVA", decimals=0, minimum=0, width=9, headings=("容量", "容量kVA", "配变容量")
    )
    households: Mapped[int] = fields.integer(
        "Households", required=True, default=0, minimum=0, maximum=100000, headings=("户数", "用户数", "客户数")
    )
    residents: Mapped[int | None] = fields.integer(
        "Residential", minimum=0, listed=False, headings=("其中居民", "居民户数", "居民")
    )
    businesses: Mapped[int | None] = fields.integer(
        "Non-residential", minimum=0, listed=False, headings=("其中非居民", "非居民户数", "非居民")
    )
    solar: Mapped[int | None] = fields.integer(
        "Solar", minimum=0, listed=False, headings=("光伏户", "其中光伏户", "光伏户数")
    )
    village: Mapped[str | None] = fields.text(
        "Village", width=14, headings=("行政村", "行政村(社区)", "村(社区)", "社区")
    )
    settlement: Mapped[str | None] = fields.choice(
        "Settlement", SETTLEMENTS, width=7, listed=False, headings=("城乡", "城乡类别")
    )
    terrain: Mapped[str | None] = fields.choice("Terrain", TERRAINS, width=7, headings=("地形", "地形地貌"))
    radius: Mapped[float | None] = fields.number(
        "Supply radius", unit="m", decimals=0, minimum=0, listed=False, headings=("供电半径", "供电半径m")
    )
    distance: Mapped[float | None] = fields.number(
        "Distance to the office", unit="km", minimum=0, width=9, headings=("至所里程", "至所里程km", "距离")
    )
    reading_day: Mapped[int | None] = fields.integer(
        "Reading day", minimum=1, maximum=31, width=8, headings=("抄表例日", "例日"), help=N_("day of the month")
    )
    reading_zone: Mapped[str | None] = fields.text(
        "Meter-reading area", listed=False, headings=("抄表片区", "抄表区")
    )
    longitude: Mapped[float | None] = fields.number(
        "Longitude", decimals=5, minimum=-180, maximum=180, listed=False, headings=("经度",)
    )
    latitude: Mapped[float | None] = fields.number(
        "Latitude", decimals=5, minimum=-90, maximum=90, listed=False, headings=("纬度",)
    )
    commissioned_on: Mapped[date | None] = fields.day("Commissioned on", listed=False, headings=("投运日期",))
    note: Mapped[str | None] = fields.note("Remarks", listed=False, headings=("备注",))

    def check(self) -> None:
        """A longitude without a latitude, or the other way round, is a slip of the pen."""
        if (self.longitude is None) != (self.latitude is None):
            raise Refusal(_("{area} has only one of longitude and latitude.", area=self.called()), "latitude")
