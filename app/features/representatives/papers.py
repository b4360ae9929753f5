"""客户代表综合情况: the group of representatives as a whole on one page (B6)."""

from collections.abc import Mapping

from app.features.org.queries import setting
from app.features.representatives.model import CATEGORIES
from app.features.representatives.queries import archive_completeness, coverage, group_figures
from app.kit.measure import ratio
from app.kit.paper import Column, Document, Footer, Group, Listing, Row
from app.kit.store.context import Context
from app.kit.words import N_, _

TITLE = N_("Overview of the representatives")
AGES = {
    "under_40": N_("under 40"), "40_49": N_("40 to 49"), "50_59": N_("50 to 59"), "60_69": N_("60 to 69"),
    "70_up": N_("70 and over"), "unknown": N_("unknown"),
}  # fmt: skip
TERMS = {
    "under_1": N_("under 1 year"), "1_2": N_("1 to 2 years"), "2_4": N_("2 to 4 years"), "4_up": N_("4 years and more")
}


def group_overview(ctx: Context) -> Document:
    """Numbers and shares by category, age, district, years in office and representatives of an area."""
    found = group_figures(ctx)
    categories = {choice.code: choice.label for choice in CATEGORIES}
    rows: list[Row | Group] = [
        *_block(_("By category"), {_(categories[c]): n for c, n in found.by_category.items()}, found.total),
        *_block(_("By age"), {_(label): found.by_age.get(band, 0) for band, label in AGES.items()}, found.total),
        *_block(_("By years in office"), {_(text): found.by_term.get(b, 0) for b, text in TERMS.items()}, found.total),
        *_block(
            _("By district office"), {name or _("not filled in"): n for name, n in found.by_district.items()},
            found.total,
        ),
        *_block(
            _("Areas by number of representatives"), {str(size): n for size, n in found.by_area.items()},
            sum(found.by_area.values()),
        ),
    ]  # fmt: skip
    columns = (Column(_("Group"), 70, stretch=1), Column(_("Number"), 30, "right"), Column(_("Share"), 30, "right"))
    office = str(setting(ctx, "office.name"))
    sheet = Listing(
        _(TITLE), columns, tuple(rows), tuple(part for part in (office, ctx.today.isoformat()) if part),
        notes=(_coverage_note(ctx), _archive_note(ctx)), signatures=(_("Compiled by"), _("Checked by"), _("Date")),
    )  # fmt: skip
    return Document(_(TITLE), (sheet,), footer=Footer(office, ctx.today.isoformat()))


def _block(title: str, counts: Mapping[str, int], total: int) -> list[Row | Group]:
    return [Group(title), *(Row((label, f"{n:,}", f"{n / total:.1%}" if total else "")) for label, n in counts.items())]


def _coverage_note(ctx: Context) -> str:
    has, need = coverage(ctx)
    return _("Areas with a representative: {has} of {need} ({share}).", has=has, need=need, share=_share(has, need))


def _archive_note(ctx: Context) -> str:
    filled, required = archive_completeness(ctx)
    return _("Archives complete to {share} ({filled} of {required} fields).", filled=filled, required=required,
             share=_share(filled, required))  # fmt: skip


def _share(top: int, bottom: int) -> str:
    value = ratio(top, bottom).value
    return "–" if value is None else f"{value:.1%}"
