"""Whether a template and what there is to fill it with speak of the same fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.kit.template.reading import Placeholder, Template


@dataclass(frozen=True)
class Report:
    """``unknown``: placeholders that nothing fills; ``unused``: fields that no placeholder asks for."""

    unknown: tuple[Placeholder, ...]
    unused: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Whether every placeholder will be filled."""
        return not self.unknown


def check(template: Template, fields: Iterable[str]) -> Report:
    """Compare a template with the ``fields`` there are; those of a repeating row are spelled ``明细.姓名``.

    An empty cell with a name that is no field is no placeholder: it has its name for another reason.
    """
    known = dict.fromkeys(fields)
    unknown, used = [], set()
    for each in template.placeholders:
        meant = next((name for name in spellings(each) if name in known), "")
        if meant:
            used.add(meant)
        elif not each.is_named:
            unknown.append(each)
    return Report(tuple(unknown), tuple(name for name in known if name not in used))


def spellings(placeholder: Placeholder) -> list[str]:
    """Under which names its value is looked for, in order."""
    of_row = [f"{placeholder.rows}.{placeholder.field}"] if placeholder.rows else []
    return of_row if placeholder.of_rows else [*of_row, placeholder.field]
