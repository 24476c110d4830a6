"""The walk over the blocks: what each orders, whom the headings and intros above it address, what the lines beside add."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from app.derivation import duty, headings, judge, names, when
from app.derivation.clean import Source
from app.derivation.found import Carried, Found
from app.derivation.judge import Order, Place
from app.derivation.model import Deadline, Mention, Suspect
from app.derivation.outline import Block, ancestors
from app.derivation.segments import Sentence, sentences
from app.derivation.tables import Table
from app.derivation.vocabulary import DOUBTFUL
from app.derivation.work_lines import WorkLines
from app.derivation.zones import Zones, bracket_lines, lines_inside

_LINKS = re.compile(r"(?:đồng thời|ngoài ra|bên cạnh đó|cùng với đó|song song)\b")
_SHARED_INTRO = re.compile(r"[^:]{0,26}:$")
_SUMMARY = 260
_OPEN_LIST = re.compile(r"\b(?:để|nhằm|gồm|như|các nội dung|bao gồm|các bước|các hình thức|quy định) [^.]*$")
_SHORTEST = 10
MOST_TASKS = 5000
"""No directive gives more; what stands after so many is one doubtful passage."""


class Reader:
    """Reads blocks in order; `found` are the tasks, `suspects` the sentences that sound like orders and are none."""

    def __init__(
        self,
        src: Source,
        blocks: list[Block],
        zones: Zones,
        issued: date | None,
        taken: Sequence[tuple[int, int]],
        *,
        relayed: bool,
    ) -> None:
        self.src = src
        self.blocks = blocks
        self.zones = zones
        self.issued = issued
        self.taken = list(taken)
        self._taken_starts = [start for start, _ in self.taken]
        self._taken_ends = [end for _, end in self.taken]
        self.relayed = relayed
        self.found: list[Found] = []
        self.suspects: list[Suspect] = []
        self.carried: dict[int, Carried] = {}
        self.intro: tuple[int | None, Carried] | None = None
        self.last: Carried = Carried()
        self.swallowed = -1
        self.started = False
        self.table = Table(src, issued, self._keep)
        self.lines = WorkLines(src, blocks, zones, issued, self.found, self._keep)

    def read(self) -> None:
        for number, block in enumerate(self.blocks):
            if len(self.found) >= MOST_TASKS:
                self.suspects.append(Suspect(block.outer, self.blocks[-1].end))
                break
            if block.cells:
                if number not in self.zones.outside:
                    self.table.row(number, block, self._above(number))
                continue
            self.table.leave()
            if number in self.zones.outside or block.end <= block.start or self._inside_enumeration(number):
                continue
            if number in self.zones.lines:
                line = self.zones.lines[number]
                if self.lines.read(number, line):
                    continue
                if line.what in ("lead", "with"):
                    block.start = min(line.start, block.end - 1)
            elif self.lines.goes_on(number):
                continue
            self._block(number, block)
        self.lines.close()

    def _keep(self, found: Found) -> None:
        found.group = self.lines.group
        self.lines.help(found)
        self.found.append(found)
        self.started = True

    def _inside_enumeration(self, number: int) -> bool:
        """A block below an item that enumerates parts of one deliverable is part of that item's task."""
        if self.swallowed < 0:
            return False
        if self.swallowed in ancestors(self.blocks, number):
            self.found[-1].order.end = self.blocks[number].end
            return True
        self.swallowed = -1
        return False

    # whom the text above addresses

    def _above(self, number: int) -> Carried:
        """What the nearest heading or intro over a block says; of two in the same part, the later."""
        if self.intro is not None and self.intro[0] is not None and self.intro[0] not in ancestors(self.blocks, number):
            self.intro = None
        for above in ancestors(self.blocks, number):
            if self.intro is not None and self.intro[0] == above:
                return self.intro[1]
            if above in self.carried:
                return self.carried[above]
        return self.intro[1] if self.intro is not None else Carried()

    def _hand_down(self, number: int, carried: Carried) -> None:
        """What a heading or intro says holds for the blocks below it; for a plain paragraph, for those after it."""
        self.started = True
        block = self.blocks[number]
        if block.marked and (block.children or not self._next_is_paragraph(number)):
            self.carried[number] = carried
        if not block.marked or not block.children:
            after = self.blocks[number + 1] if number + 1 < len(self.blocks) else block
            self.intro = (after.parent if after.marked else block.parent, carried)

    def _next_is_paragraph(self, number: int) -> bool:
        return number + 1 < len(self.blocks) and not self.blocks[number + 1].marked

    # one block

    def _block(self, number: int, block: Block) -> None:
        src = self.src
        ends_open = src.text[block.end - 1] == ":"
        units = headings.units_only(src, block) if self._may_head(number, block, ends_open=ends_open) else ()
        if units:
            self._hand_down(number, Carried(units))
            return
        above = self._above(number)
        parts = sentences(src, block.start, block.end)
        if not parts or self._is_headline(block):
            return
        before = len(self.found)
        if len(parts) > 1 and ends_open and _SHARED_INTRO.fullmatch(src.low[parts[-1].start : parts[-1].end].strip()):
            last = parts[-2].clauses
            parts = [*parts[:-2], Sentence(parts[-2].start, parts[-1].end, (*last[:-1], (last[-1][0], parts[-1].end)))]
        if self._sums_up(number, block, parts, ends_open=ends_open):
            return
        linked = not block.marked and _LINKS.match(src.low, block.start) is not None
        if linked and self.last.lead and self.found and self.found[-1].block == number - 1:
            above = Carried(self.last.lead, deadline=above.deadline)
        lead = above.lead
        for place, part in enumerate(parts):
            if ends_open and place == len(parts) - 1:
                self._introduction(number, block, part, Carried(lead, above.cooperating, above.deadline), place)
            else:
                lead = self._sentence(number, block, part, Carried(lead, above.cooperating, above.deadline), place)
        made = self.found[before:]
        if made:
            self._settle_times(number)
            self.last = Carried(made[-1].lead, above.cooperating)
            if block.children and made[0].own_lead and number not in self.carried:
                self.carried[number] = Carried(made[0].lead)

    def _is_headline(self, block: Block) -> bool:
        """A title line: all capitals, or before the first order a paragraph that ends without a mark."""
        if block.marked:
            return False
        return self.src.text[block.start : block.end].isupper() or (
            not self.started and self.src.text[block.end - 1] not in ".;:…!”"
        )

    def _may_head(self, number: int, block: Block, *, ends_open: bool) -> bool:
        if number + 1 >= len(self.blocks):
            return False
        if block.marked:
            return block.kind not in ("dash", "plus") or ends_open or bool(block.children)
        upper = self.src.text[block.start : block.end].isupper()
        return ends_open or (not upper and self.started and self.src.text[block.end - 1] not in ".;")

    def _sums_up(self, number: int, block: Block, parts: list[Sentence], *, ends_open: bool) -> bool:
        """A title with items or paragraphs of work below it is no task; the time it may name is none either."""
        if not block.marked or len(parts) > 1 or ends_open or block.end - block.start > _SUMMARY:
            return False
        below = [child for child in block.children if self._is_work(child)]
        if not below:
            return False
        first = self.blocks[below[0]]
        if first.kind == "paragraph" and self.src.text[block.end - 1] in ".;":
            return False
        if not first.marked and not first.cells and block.kind in ("dash", "plus"):
            return False
        if duty.addressed(self.src, block.start, block.end) is not None and first.kind == "paragraph":
            return False
        told = any(child in self.zones.lines for child in block.children)
        if told and all(self._stands_beside(child) for child in below):
            return False
        if duty.given(self.src, block.start, block.end) or duty.addressed(self.src, block.start, block.end):
            named = duty.given(self.src, block.start, block.end) or duty.addressed(self.src, block.start, block.end)
            if named is not None and self.src.text[block.end - 1] in ".;":
                return False
            if named is not None:
                self._hand_down(number, Carried(named.lead))
        return True

    def _is_work(self, number: int) -> bool:
        """Whether a block may hold orders of its own: no line about work, no measure or noun alone."""
        if number in self.zones.lines or number in self.zones.outside:
            return False
        block = self.blocks[number]
        if block.cells or block.children:
            return True
        src, start, end = self.src, block.start, block.end
        if judge.is_measure(src, start, end):
            return False
        return not judge.is_noun_part(src, start, end) or duty.addressed(src, start, end) is not None

    def _stands_beside(self, number: int) -> bool:
        """A part of work that has its own lines beside it: a step, or what another unit does for it."""
        block = self.blocks[number]
        return block.kind in ("plus", "number_round") or duty.addressed(self.src, block.start, block.end) is not None

    def _introduction(self, number: int, block: Block, part: Sentence, above: Carried, place: int) -> None:
        """A sentence that ends with a colon: an enumeration in one task, or whom the list below is for."""
        src = self.src
        start, end = part.start, part.end
        while end > start and src.text[end - 1] in ": ":
            end -= 1
        if headings.holds_enumeration(src, start, end + 1) and block.children:
            before = len(self.found)
            where = Place(0, place, block.marked, self._ordering(number), bool(above.lead), self.relayed)
            self._clause(number, block, start, end, above, where)
            if len(self.found) > before:
                self.swallowed = number
                return
        carried = headings.carried_by_intro(src, start, end, above)
        for at, (a, b) in enumerate(part.clauses[:-1]):
            self._clause(
                number,
                block,
                a,
                b,
                carried,
                Place(at, place, block.marked, self._ordering(number), bool(carried.lead), self.relayed),
            )
        if headings.has_own_work(src, start, end + 1):
            self._clause(
                number, block, part.clauses[-1][0], end, carried, Place(0, place, block.marked, ordering=True, led=True)
            )
        due = when.find(src, start, end, self.issued, self.taken_in(start, end))
        if due is not None and (due.start - start < 30 or end - due.end < 12):
            carried = Carried(carried.lead, carried.cooperating, due)
        self._hand_down(number, carried)

    def _ordering(self, number: int) -> bool:
        """Whether items here are orders unless they look like something else: below an intro, or a title of work."""
        return (
            number in self.zones.ordering
            or self.intro is not None
            or any(above in self.carried for above in ancestors(self.blocks, number))
        )

    def _sentence(self, number: int, block: Block, part: Sentence, above: Carried, place: int) -> tuple[Mention, ...]:
        """The orders of one sentence; the units it names serve the sentences after it."""
        src = self.src
        clauses = self._with_units_joined(list(part.clauses))
        inner = headings.inner_list(src, part.start, part.end)
        if inner > 0:
            carried = headings.carried_by_intro(src, part.start, inner, above)
            above = Carried(carried.lead or above.lead, carried.cooperating, above.deadline)
            clauses = [(max(a, inner), b) for a, b in clauses if b > inner]
        elif re.search(r"[:,] ?\((?:1|i|a)\)", src.low[part.start : part.end]):
            clauses = [(part.start, part.clauses[-1][1])]
        current = above
        before = len(self.found)
        sentence_due = self._leading_time(clauses[0]) if len(clauses) > 1 else None
        if block.marked and not place and inner < 0 and judge.is_measure(src, part.start, part.end):
            return current.lead
        for at, (a, b) in enumerate(clauses[:MOST_TASKS]):
            clause = 0 if inner > 0 and at == 0 else at
            if at and sentence_due is not None:
                current = Carried(current.lead, current.cooperating, sentence_due)
            where = Place(
                clause, place, block.marked, self._ordering(number), bool(current.lead), self.relayed or above.relayed
            )
            named = self._clause(number, block, a, b, current, where)
            if named:
                current = Carried(named, (), current.deadline)
        if len(self.found) == before and judge.sounds_like_order(src, part.start, part.end):
            first = duty.after_joints(src, part.start, part.end)
            if not lines_inside(src, first, part.end):
                self.suspects.append(Suspect(first, part.end))
        return current.lead

    def _with_units_joined(self, clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """ "Thủ trưởng các sở; Chủ tịch các xã làm …": units before a semicolon belong to the clause after it."""
        joined: list[tuple[int, int]] = []
        for at, (start, end) in enumerate(clauses):
            if joined and at <= 4 and self._only_units(*joined[-1]):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def _only_units(self, start: int, end: int) -> bool:
        start = duty.after_joints(self.src, start, end)
        handed = duty._GIVES.search(self.src.low, start, min(end, start + 120))
        if handed is not None and duty._may_give(self.src, start, handed.start()):
            start = handed.end()
        stop = names.reach(self.src, start, end)
        return stop > start and not self.src.low[stop:end].strip(" ,")

    def _settle_times(self, number: int) -> None:
        """Gives the tasks of a block the deadline that their final words name, else the one set above them."""
        for one in reversed(self.found):
            if one.block != number:
                break
            if one.deadline is None:
                own = when.find(self.src, one.start, one.end, self.issued, self.taken_in(one.start, one.end))
                one.deadline = own or one.due_above

    def _leading_time(self, clause: tuple[int, int]) -> Deadline | None:
        """The deadline of a time that opens a sentence of several clauses and governs them all."""
        start = duty.after_joints(self.src, *clause)
        timed = duty.timed_opening(self.src, start, clause[1])
        if timed < 0 or "," not in self.src.low[timed - 2 : timed]:
            return None
        return when.find(self.src, start, timed, self.issued, self.taken_in(start, timed))

    def _clause(
        self, number: int, block: Block, start: int, end: int, above: Carried, place: Place
    ) -> tuple[Mention, ...]:
        """One clause: an instruction of its own, a part of the one before it, or nothing. Gives the units it names."""
        src = self.src
        while end > start and src.text[end - 1] in " \n\t.,;:…/":
            end -= 1
        while start < end and src.text[start] in " \n\t–-+•*":
            start += 1
        if end - start < 4 or (place.clause and end - start < _SHORTEST):
            return ()
        mine = self.found[-1] if self.found and self.found[-1].block == number else None
        beside = not mine and not block.marked and not place.clause and not place.sentence and bool(self.found)
        for line in lines_inside(src, start, end) if mine and place.sentence + place.clause else ():
            self._settle_times(number)
            self.lines.inline(line, [one for one in self.found[-20:] if one.block == number])
            return ()
        if beside and self.found[-1].block in (block.parent, number - 1) and judge.tells_time_only(src, start, end):
            mine = self.found[-1]
        if mine and judge.tells_time_only(src, start, end):
            due = when.find(src, start, end, self.issued, self.taken_in(start, end))
            if due is not None:
                self._settle_times(mine.block)
                mine.order.end = end
                for one in reversed(self.found):
                    if one.block != mine.block:
                        break
                    one.deadline = one.deadline or due
                return ()
        if place.clause and mine and (judge.is_quality(src, start, end) or judge.is_noun_part(src, start, end)):
            mine.order.end = end
            return ()
        if mine and not place.clause and judge.goes_on(src, start, end):
            mine.order.end = end
            return ()
        order = judge.order_in(src, start, end, place)
        if order is not None and place.clause and mine is None and order.how in ("clause", "verb"):
            order = None  # what goes on with a statement is none of its own
        if order is None:
            if place.clause and mine and mine.end <= start:
                mine.order.end = end
            return ()
        order.end, told = bracket_lines(src, order.start, order.end)
        before = len(self.found)
        for piece in self._parted(order):
            self._take(number, piece, above, start)
        for line in told:
            self.lines.inline(line, self.found[before:])
        return order.lead

    def _parted(self, order: Order) -> list[Order]:
        """ "… trước ngày A và ban hành trước ngày B" is two; everything else is one."""
        src = self.src
        for match in re.finditer(r" và ", src.low[order.start : order.end]):
            at, after = order.start + match.start(), order.start + match.end()
            if duty.verb_at(src, after, order.end) != after:
                continue
            first = when.find(src, order.start, at, self.issued, self.taken_in(order.start, at))
            if first is None or at - first.end > 3:
                continue
            if when.find(src, after, order.end, self.issued, self.taken_in(after, order.end)):
                return [
                    Order(order.start, at, order.lead, order.cooperating, order.how),
                    Order(after, order.end, order.lead, (), "clause"),
                ]
        return [order]

    def _take(self, number: int, order: Order, above: Carried, start: int) -> None:
        found = Found(order, number, reasons=[order.how])
        found.lead = order.lead or above.lead
        found.own_lead = bool(order.lead)
        if found.lead and not order.lead:
            found.reasons.append("inherited")
        kept = above.cooperating if not order.lead else ()
        found.cooperating = (*kept, *(one for one in order.cooperating if one.name not in {k.name for k in kept}))
        found.due_above = above.deadline
        if self.relayed:
            found.reasons.append("relayed")
        found.doubts += self._doubts(number, order, above)
        self._keep(found)

    def _doubts(self, number: int, order: Order, above: Carried) -> list[str]:
        """What makes a reader look twice: words on their own, a clause that may go on with a list or purpose."""
        low, block = self.src.low, self.blocks[number]
        found = []
        if not block.marked and not above.lead and not self._ordering(number):
            found.append("free" if order.lead and self.started else "bare")
        elif not above.lead and not order.lead and number not in self.zones.ordering and self.intro is None:
            found.append("unruled")
        if order.how == "clause" and _OPEN_LIST.search(low, max(block.start, order.start - 400), order.start):
            found.append("list")
        if DOUBTFUL.at(low, duty.after_joints(self.src, order.start, order.end), order.end) > 0:
            found.append("noun")
        if ": " in low[order.start : min(order.end, order.start + 120)] and order.how in ("verb", "item", "clause"):
            found.append("colon")
        return found

    def taken_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of cited documents that overlap [start, end)."""
        first = bisect_right(self._taken_ends, start)
        return self.taken[first : bisect_left(self._taken_starts, end)]
