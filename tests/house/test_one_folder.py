"""Everything an office can write out, in one folder and in any order, fills an empty office as one import."""

from pathlib import Path

from app.kit.planning import FilePlan, import_of, plan_files
from app.kit.sheet import NEW, REFUSED, SAME
from app.kit.store.office import Office
from app.kit.writing import names_of, write_sheet
from tests.house.seeded import sheets


def planned(office: Office, folder: Path) -> dict[str, FilePlan]:
    return {Path(plan.file).stem[3:]: plan for plan in office.ask(plan_files, [folder], sheets())}


def test_children_may_come_before_their_parents(full: Office, office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    count = {}
    for at, sheet in enumerate(sorted(sheets(), key=lambda each: -each.rank), 10):
        file = folder / f"{at}_{sheet.name}.xlsx"
        count[sheet.name] = full.ask(
            lambda ctx, sheet=sheet, file=file: write_sheet(
                file, sheet.whole(ctx), sheet.stored(ctx), names_of(ctx, sheet)
            )
        )
    plans = planned(office, folder)
    counts = {name: dict(plan.counts()) for name, plan in plans.items()}
    made = {sheet.name for sheet in sheets() if not sheet.known_only}
    assert counts == {name: {NEW if name in made else REFUSED: n} for name, n in count.items()}
    office.do(import_of(list(plans.values())))
    again = {name: dict(plan.counts()) for name, plan in planned(office, folder).items() if name in made}
    assert again == {name: {SAME: count[name]} for name in made}
