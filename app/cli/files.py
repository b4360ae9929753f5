"""``import``, ``export``, ``print``: workbooks in and out, paper out."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.assembly.filling import plan, sheets
from app.assembly.material import Wanted, rows_of
from app.catalogue import manifests
from app.cli import said
from app.cli.asking import month_told, target_told
from app.cli.looking import listings, view_of
from app.cli.parser import SCREEN, Usage
from app.cli.pdf import write_paper
from app.features.allocation.model import Scenario
from app.kit.answer import write_answer
from app.kit.errors import Trouble, Unreadable
from app.kit.job import Progress
from app.kit.manifest import Paper
from app.kit.planning import FilePlan, import_of, plan_json
from app.kit.planning.plan import FILE_REFUSED
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED
from app.kit.store import query
from app.kit.store.backup import back_up
from app.kit.store.context import Context
from app.kit.store.office import Done, Office
from app.kit.target import swapped_in
from app.kit.words import _
from app.kit.workdays import month_of
from app.kit.writing import names_of, write_form, write_listing, write_sheet

SHOWN = 20


def papers() -> dict[str, Paper]:
    """Every printed form by name."""
    return {paper.name: paper for feature in manifests() for paper in feature.papers}


def import_files(office: Office, options: Namespace) -> str:
    """Plan the files, and unless only the plan is wanted, apply it as one change."""
    files, to_file = _given(options)
    plans = plan(office, files, said.progress(_("Import")))
    answers = _answers(plans, Path(options.answer)) if options.answer else []
    written = [_("Written: {file}", file=file) for file in answers]
    more = {"answers": list(map(str, answers))} if options.answer else {}
    if options.plan:
        text = said.as_json({**plan_json(plans), **more}) if options.json else "\n".join([told(plans), *written])
        return into(to_file, text)
    refuse_broken(plans, options.skip_refused)
    done = apply(office, plans, said.progress(_("Import")))
    if options.json:
        news = {"entry": done.number, "rows": done.result, "remarks": done.remarks}
        return into(to_file, said.as_json({**news, **plan_json(plans), **more}))
    number = _("journal entry {number}", number=done.number) if done.number else _("nothing changed")
    return "\n".join([told(plans), f"{done.said} ({number})", *done.remarks, *written])


def _given(options: Namespace) -> tuple[list[str], str]:
    """The files, and where JSON goes; without other files the word behind --json is one."""
    to_file = "" if options.json == SCREEN else options.json
    if not options.files and to_file:
        return [to_file], ""
    if not options.files:
        raise Usage(_("Which files? See: {command} --help", command="pianqu import"))
    return options.files, to_file


def into(file: str, text: str) -> str:
    """``text`` itself, or written to ``file`` if there is one, and that said."""
    if not file:
        return text
    with swapped_in(file) as beside:
        beside.write_text(text + "\n", encoding="utf-8")
    return _("Written: {file}", file=file)


def _answers(plans: Sequence[FilePlan], out: Path) -> list[Path]:
    """The answers to the files of which something was refused; ``out`` is a folder where there are several."""
    wanted = [plan for plan in plans if plan.counts()[REFUSED]]
    if len(plans) == 1 and not out.is_dir():
        return [write_answer(plan.file, plan, out) for plan in wanted]
    out.mkdir(parents=True, exist_ok=True)
    return [write_answer(plan.file, plan, out / Path(plan.file).name) for plan in wanted]


def refuse_broken(plans: Sequence[FilePlan], skip_refused: bool) -> None:
    """Raise Trouble if a file was refused, or a row and the user did not say to go on without it."""
    if not plans:
        raise Trouble(_("There is no workbook in that folder. Nothing was taken in."))
    broken = [plan for plan in plans if plan.status == FILE_REFUSED]
    if broken:
        raise Unreadable(broken[0].code, "\n".join(plan.reason for plan in broken))
    unknown = [plan for plan in plans if all(tab.sheet is None for tab in plan.sheets)]
    if unknown:
        raise Trouble(told(unknown))
    if not skip_refused and any(plan.counts()[REFUSED] for plan in plans):
        raise Trouble(
            "\n".join([told(plans), _("Nothing was taken in. Mend these rows, or import with --skip-refused.")])
        )


def apply(office: Office, plans: Sequence[FilePlan], progress: Progress) -> Done:
    """Apply plans as one change, after a backup where the office is a file that holds something."""
    change = import_of(plans, progress)
    if office.database.file is not None and change.batches:
        back_up(office.database)
    return office.do(change)


def told(plans: Sequence[FilePlan]) -> str:
    """Plans in words: counts per sheet, what was refused with its place and reason."""
    lines = []
    for file in plans:
        name = Path(file.file).name
        if file.status == FILE_REFUSED:
            lines.append(f"{name}: {file.reason}")
            continue
        for tab in file.sheets:
            lines.append(f"{name} · {tab.name}: {_counts(tab)}")
            lines += [f"  {note}" for note in tab.notes]
            lines += [f"  {problem.message}" for problem in tab.problems]
            # What is wrong with the whole tab stands in each of its rows as well.
            wrong = [(row, problem) for row in tab.rows if row.status == REFUSED for problem in row.problems
                     if problem not in tab.problems]  # fmt: skip
            lines += [f"  {_place(row.row, problem.column)} {problem.message}" for row, problem in wrong[:SHOWN]]
            if len(wrong) > SHOWN:
                lines.append("  " + _("… and {count} more", count=len(wrong) - SHOWN))
    return "\n".join(lines)


def _counts(tab: Any) -> str:
    if tab.sheet is None:
        return _("not understood; see what it would need with: pianqu export SHEET --template --out FILE")
    words = {NEW: _("new"), CHANGED: _("changed"), SAME: _("same"), REFUSED: _("refused"), SKIPPED: _("skipped")}
    counts = tab.counts()
    return ", ".join([_(tab.sheet.title), *(f"{counts[status]:,} {word}" for status, word in words.items())])


def _place(row: int, column: str) -> str:
    return _("row {row}, column {column}:", row=row, column=column) if column else _("row {row}:", row=row)


def export(office: Office, options: Namespace) -> str:
    """A list as seen, a sheet with what is stored, or the empty form."""
    if not options.name:
        return _exportable(options)
    if not options.out:
        raise Trouble(_("Say with --out which file to write."))
    target = target_told(options.out, (".xlsx", ".csv"))
    if options.name in sheets():
        sheet = sheets()[options.name]
        if options.template:
            write_form(target, sheet)
        else:
            month = month_told(options.month, office.today) if options.month else ""
            wanted = Wanted(month, options.search)
            whole, rows, names = office.ask(
                lambda ctx: (sheet.whole(ctx), list(rows_of(ctx, sheet, wanted)), names_of(ctx, sheet))
            )
            write_sheet(target, whole, rows, names)
    elif options.name in listings():
        _export_list(office, options, target)
    else:
        known = ", ".join([*sheets(), *listings()])
        raise Trouble(_("There is no list or sheet {name}. There are: {known}.", name=options.name, known=known))
    return said.as_json({"file": str(target)}) if options.json else _("Written: {file}", file=target)


def _exportable(options: Namespace) -> str:
    names = {name: _(known.title) for name, known in listings().items()}
    names |= {name: _(known.title) for name, known in sheets().items()}
    if options.json:
        return said.as_json(names)
    return said.table([_("Name"), _("Title")], [[name, title] for name, title in names.items()], [False, False])


def _export_list(office: Office, options: Namespace, target: Path) -> None:
    listing = listings()[options.name]
    view = view_of(options, listing)
    shown = [(i, column) for i, column in enumerate(listing.columns, 1) if column.shown]

    def ask(ctx: Context) -> list[list[Any]]:
        rows = query.rows(ctx, listing, query.order(ctx, listing, view))
        return [[row[i] for i, _column in shown] for row in rows]

    columns = [column for _i, column in shown]
    write_listing(target, _(listing.title), columns, office.ask(ask), listing.chart)


def print_paper(office: Office, options: Namespace) -> str:
    """A printed form as PDF, or the names of all."""
    known = papers()
    if not options.name:
        rows = [[paper.name, _(paper.title)] for paper in known.values()]
        return said.as_json(dict(rows)) if options.json else said.table([_("Form"), _("Title")], rows, [False, False])
    if options.name not in known:
        raise Trouble(_("There is no form {name}. There are: {known}.", name=options.name, known=", ".join(known)))
    paper = known[options.name]
    document = office.ask(paper.make, **_options(office, paper, options))
    target = target_told(options.out or f"{_(paper.title)}_{office.today:%Y%m%d}.pdf", (".pdf",))
    pages = write_paper(document, target)
    return said.as_json({"file": str(target), "pages": pages}) if options.json else _(
        "Written: {file} ({pages} pages)", file=target, pages=pages
    )


def _options(office: Office, paper: Paper, options: Namespace) -> dict[str, Any]:
    """What a form is made of: the month where it has one, the scenario where one is named."""
    takes = paper.make.__annotations__
    if options.scenario and "scenarios" not in takes:
        raise Trouble(_("The form {name} is made of no scenario.", name=options.name))
    chosen: dict[str, Any] = {}
    if "month" in takes:
        chosen["month"] = month_told(options.month, office.today) if options.month else month_of(office.today)
    if options.scenario:
        chosen["scenarios"] = (office.ask(_scenario, options.scenario),)
    return chosen


def _scenario(ctx: Context, name: str) -> int:
    return ctx.by_key(Scenario, name=name).id
