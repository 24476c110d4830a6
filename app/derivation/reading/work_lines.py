"""Lines about work ("Cơ quan chủ trì: …", "Thời gian: …") and the tasks they belong to, before or after them."""

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from app.derivation.model import Deadline, Mention
from app.derivation.orders import duty
from app.derivation.orders.found import Found
from app.derivation.orders.judge import Order
from app.derivation.orders.label_lines import Line
from app.derivation.orders.zones import Zones
from app.derivation.text.clean import Source, one_line
from app.derivation.text.outline import Block, ancestors
from app.derivation.times.time_lines import read_line
from app.derivation.units import kinds, unit_lists

_MOST_OWNED = 60
_ALL_ABOVE = re.compile(r"\b(?:các|những) [^:]{3,40} (?:nêu |nói )?trên ?: ?$")
_LOW_KINDS = ("dash", "plus", "point", "number_round", "paragraph", "ordinal")


class WorkLines:
    """Gives each line to the tasks since the last such group in the same numbered item; a group ends with a new task."""

    def __init__(
        self,
        src: Source,
        blocks: list[Block],
        zones: Zones,
        issued: date | None,
        found: list[Found],
        keep: Callable[[Found], None],
    ) -> None:
        self._src = src
        self._blocks = blocks
        self._zones = zones
        self._issued = issued
        self._found = found
        self._keep = keep
        self._collecting: tuple[int, str, list[Found]] | None = None
        self._collected: list[Mention] = []
        self._waiting: dict[str, tuple[int, tuple[Mention, ...] | Deadline]] = {}
        self._in_group = False
        self.group = 0

    def read(self, number: int, line: Line) -> bool:
        """Whether the line was understood as one about work; a line that gives orders to several units is not."""
        src = self._src
        self.close()
        if line.what in ("content",):
            return line.end - line.start < 3 or (
                duty.verb_at(src, line.start, line.end) < 0 and bool(self._owned(number))
            )
        if line.what == "beside":
            if self._orders_inside(line):
                return False
            return bool(self._owned(number)) or line.end - line.start < 3
        if line.what == "both":
            return True
        if line.what in ("lead", "with") and (self._orders_inside(line) or self._orders_below(number, line)):
            self._drop_restated(number)
            return False
        owned = self._owned(number)
        if line.what == "time":
            if _ALL_ABOVE.search(src.low, self._blocks[number].start, line.start):
                owned = self._beside(number) or owned
            due = read_line(src, line.start, line.end, self._issued)
            if not owned and due:
                self._wait(number, "time", due)
            for one in owned:
                one.deadline = one.deadline or due
        elif line.what == "product":
            words = one_line(src.text[line.start : line.end]).strip(" .;")
            for one in owned:
                one.product = one.product or words or None
        elif line.end - line.start < 3:
            if not self._blocks[number].children:
                return False
            self._collecting, self._collected = (number, line.what, owned), []
        else:
            self._give(number, line.what, unit_lists.split_units(src, line.start, line.end), owned)
        self._in_group = True
        return True

    def bracketed(self, number: int, lines: list[Line]) -> None:
        """Lines in a bracket that is a paragraph of its own belong to the work above it."""
        owned = self._owned(number)
        for line in lines if owned else ():
            self.inline(line, owned)
        self._in_group = True

    def inline(self, line: Line, owned: list[Found]) -> None:
        """A line inside the paragraph of the tasks themselves."""
        if line.what == "time":
            due = read_line(self._src, line.start, line.end, self._issued)
            for one in owned:
                one.deadline = one.deadline or due
        elif line.what == "product":
            for one in owned:
                one.product = one.product or self._src.text[line.start : line.end].strip(" .;")
        else:
            self._give(owned[0].block, line.what, unit_lists.split_units(self._src, line.start, line.end), owned)

    def goes_on(self, number: int) -> bool:
        """An item below a line that stood without words: one or more of its units."""
        if self._collecting is None:
            return False
        if self._collecting[0] not in ancestors(self._blocks, number):
            self.close()
            return False
        block = self._blocks[number]
        self._collected += unit_lists.split_units(self._src, block.start, block.end)
        return True

    def close(self) -> None:
        if self._collecting is not None:
            number, what, owned = self._collecting
            self._collecting = None
            self._give(number, what, tuple(self._collected), owned)

    def help(self, found: Found) -> None:
        """A new task ends the group of lines before it and takes what a line above its list said."""
        if self._in_group:
            self._in_group = False
            self.group += 1
            found.group = self.group
        for what, (scope, said) in list(self._waiting.items()):
            if scope not in (found.block, *ancestors(self._blocks, found.block)):
                del self._waiting[what]
            elif what == "time" and isinstance(said, Deadline):
                found.deadline = found.deadline or said
            elif isinstance(said, tuple):
                if what == "lead" and not found.own_lead:
                    found.lead = said
                elif what == "with" and not found.cooperating:
                    found.cooperating = said

    def _give(self, number: int, what: str, units: tuple[Mention, ...], owned: list[Found]) -> None:
        if not owned and units:
            self._wait(number, what, units)
        for one in owned:
            if what == "with":
                one.cooperating = one.cooperating or units
            elif not one.own_lead or all(kinds.is_class(unit) for unit in one.lead):
                one.lead, one.own_lead = units or one.lead, True
                if "inherited" not in one.reasons:
                    one.reasons.append("inherited")

    def _wait(self, number: int, what: str, said: tuple[Mention, ...] | Deadline) -> None:
        scope = self._scope(number)
        if scope is not None:
            self._waiting[what] = (scope, said)

    def _scope(self, number: int) -> int | None:
        """The numbered item that a line stands in: the nearest above it that is more than a dash or letter."""
        block = self._blocks[number]
        scope = block.parent
        if block.kind in _LOW_KINDS:
            numbered = (at for at in ancestors(self._blocks, number) if self._blocks[at].kind not in _LOW_KINDS)
            scope = next(numbered, scope)
        while scope is not None and scope in self._zones.lines:
            scope = self._blocks[scope].parent
        return scope

    def _owned(self, number: int) -> list[Found]:
        """The tasks since the last group of lines in the scope; a title with nothing but lines below becomes the task."""
        scope = self._scope(number)
        group = self.group
        owned: list[Found] = []
        for one in reversed(self._found[-_MOST_OWNED:]):
            if one.group != group or (
                scope is not None and scope != one.block and scope not in ancestors(self._blocks, one.block)
            ):
                break
            owned.append(one)
        if owned:
            return owned
        title = self._title(number, scope)
        if title is None:
            return []
        self._keep(title)
        title.group = self.group
        return [title]

    def _beside(self, number: int) -> list[Found]:
        """The tasks of all items of the part that a line stands in: "Thời gian hoàn thành các chỉ tiêu trên: …"."""
        scope = self._scope(number)
        part = self._blocks[scope].parent if scope is not None else None
        if part is None:
            return []
        return [one for one in self._found[-_MOST_OWNED:] if part in ancestors(self._blocks, one.block)]

    def _title(self, number: int, scope: int | None) -> Found | None:
        above = self._blocks[number].parent
        at = above if above is not None else scope
        if at is None and number and not self._blocks[number - 1].cells:
            at = number - 1 if number - 1 not in self._zones.lines else None
        if at is None or at in self._zones.outside or at in self._zones.lines:
            return None
        block = self._blocks[at]
        later = block.children[bisect_right(block.children, number) :][:40]
        if any(one not in self._zones.lines and one not in self._zones.outside for one in later) or any(
            one.block == at for one in self._found[-1:]
        ):
            return None
        end = block.end
        while end > block.start and self._src.text[end - 1] in ".:; ":
            end -= 1
        if end - block.start < 8 or (duty.verb_at(self._src, block.start, end) < 0 and not block.marked):
            return None
        return Found(Order(block.start, end, (), (), "title"), at, reasons=["item"])

    def _orders_below(self, number: int, line: Line) -> bool:
        """The same, with the clauses as items below the line."""
        children = self._blocks[number].children
        if line.end - line.start > 2 or not children:
            return False
        first = self._blocks[children[0]]
        return self._orders_inside(Line(line.what, first.start, first.end))

    def _drop_restated(self, number: int) -> None:
        """What a line "Nội dung: …" and the title above it said is said again by the clauses of the units."""
        scope = self._scope(number)
        if scope is None:
            return
        told = [one for one in self._blocks[scope].children[:40] if one in self._zones.lines]
        content = {one for one in told if self._zones.lines[one].what == "content"}
        while content and self._found and (self._found[-1].block in content or self._found[-1].block == scope):
            self._found.pop()

    def _orders_inside(self, line: Line) -> bool:
        """ "Cơ quan thực hiện: A làm …; B làm …": the clauses are orders themselves."""
        found = duty.addressed(self._src, line.start, line.end)
        return found is not None and found.known and line.end - found.verb > 20
