"""The orders of one block: its sentences and clauses, what each adds to the one before, and when each is due."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.derivation.model import Deadline, Mention, Suspect
from app.derivation.orders import clauses, duty, handing, judge
from app.derivation.orders.found import Carried, Found
from app.derivation.orders.judge import Order, Place
from app.derivation.orders.label_lines import Line, bracket_lines, lines_inside
from app.derivation.reading import headings
from app.derivation.reading.work_lines import WorkLines
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block
from app.derivation.text.segments import Sentence
from app.derivation.text.vocabulary import DOUBTFUL
from app.derivation.times import when
from app.derivation.units import kinds, names

_OPEN_LIST = re.compile(r"\b(?:để|nhằm|gồm|như|các nội dung|bao gồm|các bước|các hình thức|quy định|việc) ")
_RESULT = re.compile(r"\bđã (?:đạt|có|góp phần|từng bước|cơ bản|và đang)\b|\bđược (?:cải thiện|nâng lên)\b")
_TIME_SET = re.compile(r"ngay sau|sau khi|trước|chậm nhất|đến|trong|h[ằà]ng|định kỳ|từ nay")
_SHORTEST = 10
_SHORT_NAMES = frozenset(("Bộ", "Sở", "Cục"))
_OPENING = 0.1
_THESE = re.compile(r"(?:các |những )?(?:đơn vị|cơ quan|địa phương|tổ chức|doanh nghiệp) này\b")
_NEAR = 50
MOST_TASKS = 5000
"""No directive gives more; what stands after so many is one doubtful passage."""


@dataclass(frozen=True)
class Standing:
    """What governs a block: orders by a title or intro above it, whether any order was read yet, a text that relays."""

    ordering: bool
    titled: bool
    introduced: bool
    started: bool
    relayed: bool
    givers: frozenset[str] = frozenset()


class BlockOrders:
    """Reads sentences into `found`; sentences that only sound like orders go to `suspects`."""

    def __init__(
        self,
        src: Source,
        blocks: list[Block],
        issued: date | None,
        taken: Sequence[tuple[int, int]],
        lines: WorkLines,
        found: list[Found],
        keep: Callable[[Found], None],
    ) -> None:
        self.src = src
        self.blocks = blocks
        self.issued = issued
        self.taken = list(taken)
        self._taken_starts = [start for start, _ in self.taken]
        self._taken_ends = [end for _, end in self.taken]
        self.lines = lines
        self.found = found
        self.suspects: list[Suspect] = []
        self._helpers: tuple[Mention, ...] = ()
        self._answering: tuple[Mention, ...] = ()
        self._told = False
        self._bracketed = 0
        self.listed_for: tuple[Mention, ...] = ()
        self._keep = keep
        self.standing = Standing(ordering=False, titled=False, introduced=False, started=False, relayed=False)

    def place(self, number: int, clause: int, sentence: int, above: Carried) -> Place:
        """Where a clause of a block stands, for the judgement."""
        now = self.standing
        return Place(
            clause,
            sentence,
            self.blocks[number].marked,
            now.ordering,
            bool(above.lead),
            now.relayed or above.relayed,
            bool(above.lead) and not any(kinds.is_class(one) for one in above.lead),
            self.blocks[number].kind == "article" and not clause and not sentence and not above.lead,
            now.givers,
        )

    def sentence(self, number: int, block: Block, part: Sentence, above: Carried, place: int) -> tuple[Mention, ...]:
        """The orders of one sentence; the units it names serve the sentences after it."""
        src = self.src
        pieces = self._with_units_joined(list(part.clauses))
        inner = headings.inner_list(src, part.start, part.end)
        self.listed_for = ()
        if inner > 0:
            carried = headings.carried_by_intro(src, part.start, inner, above)
            self.listed_for = carried.lead
            above = Carried(carried.lead or above.lead, carried.cooperating, above.deadline)
            pieces = [(max(a, inner), b) for a, b in pieces if b > inner]
        elif re.search(r"[:,] ?\((?:1|i|a)\)", src.low[part.start : part.end]):
            pieces = [(part.start, part.clauses[-1][1])]
        elif (listed := headings.parts_listed(src, part.start, part.end)) > 0:
            pieces = [one for one in pieces if one[1] <= listed] + [
                (max(a for a, _ in pieces if a <= listed), pieces[-1][1])
            ]
        if clauses.tells_findings(src, part.start, part.end):
            return above.lead
        current, self._answering, self._told = above, (), False
        before = len(self.found)
        sentence_due = self._leading_time(pieces[0]) if len(pieces) > 1 else None
        if block.marked and not place and inner < 0 and clauses.is_measure(src, part.start, part.end):
            return current.lead
        for at, (a, b) in enumerate(pieces[:MOST_TASKS]):
            clause = 0 if inner > 0 and at == 0 else at
            if at and sentence_due is not None:
                current = Carried(current.lead, current.cooperating, sentence_due)
            where = self.place(number, clause, place, Carried(current.lead, relayed=above.relayed))
            if at and clauses.hands_over(src, duty.after_joints(src, *pieces[at - 1])):
                where = replace(where, beside=True)
            named = self.clause(number, block, a, b, current, where)
            if named or self._told:
                current = Carried(named, self._helpers, current.deadline)
        if len(self.found) == before and clauses.sounds_like_order(src, part.start, part.end):
            first = duty.after_joints(src, part.start, part.end)
            if not lines_inside(src, first, part.end):
                self.suspects.append(Suspect(first, part.end))
        return current.lead

    def _with_units_joined(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """ "Thủ trưởng các sở; Chủ tịch các xã làm …": units before a semicolon belong to the clause after it."""
        joined: list[tuple[int, int]] = []
        for at, (start, end) in enumerate(pieces):
            if joined and at <= 4 and self._only_units(*joined[-1]):
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def _only_units(self, start: int, end: int) -> bool:
        start = duty.after_joints(self.src, start, end)
        handed = handing.handing(self.src, start, end)
        given = handed is not None
        if handed is not None:
            start = handed.end()
        stop = names.reach(self.src, start, end, given=given)
        return stop > start and not self.src.low[stop:end].strip(" ,")

    def settle_times(self, number: int) -> None:
        """Gives the tasks of a block the deadline that their final words name, else the one set above them."""
        for one in reversed(self.found[-_NEAR:]):
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

    def clause(
        self, number: int, block: Block, start: int, end: int, above: Carried, place: Place
    ) -> tuple[Mention, ...]:
        """One clause: an instruction of its own, a part of the one before it, or nothing. Gives the units it names."""
        src = self.src
        while end > start and src.text[end - 1] in " \n\t.,;:…/":
            end -= 1
        while start < end and src.text[start] in " \n\t–-+•*":
            start += 1
        self._helpers, self._told = (), False
        if end - start < 4 or (place.clause and end - start < _SHORTEST):
            return ()
        mine = self.found[-1] if self.found and self.found[-1].block == number else None
        beside = not mine and not block.marked and not place.clause and not place.sentence and bool(self.found)
        if mine and place.sentence + place.clause and (told := lines_inside(src, start, end)):
            self._tell(number, told)
            return ()
        if beside and self.found[-1].block in (block.parent, number - 1) and clauses.tells_time_only(src, start, end):
            mine = self.found[-1]
        if mine and clauses.tells_time_only(src, start, end):
            due = when.find(src, start, end, self.issued, self.taken_in(start, end))
            if due is not None:
                self.settle_times(mine.block)
                mine.order.end = end
                for one in reversed(self.found[-_NEAR:]):
                    if one.block != mine.block:
                        break
                    one.deadline = one.deadline or due
                return ()
        if place.clause and mine and (clauses.is_quality(src, start, end) or clauses.is_noun_part(src, start, end)):
            mine.order.end = end
            return ()
        if mine and not place.clause and clauses.goes_on(src, start, end):
            mine.order.end = end
            return ()
        order = judge.order_in(src, start, end, place)
        if order is None and not place.clause and (place.ordering or place.led or place.marked):
            self._answering = handing.answering(src, duty.after_joints(src, start, end), end)
            if self._answering:
                return self._answering
        handed = clauses.hands_over(src, start)
        stated = place.clause and mine is None and not self._answering and not handed
        if order is not None and stated and not order.told and order.how in ("clause", "verb", "unknown"):
            order = None  # what goes on with a statement is none of its own
        if order is None:
            if place.clause and mine and mine.end <= start:
                mine.order.end = end
            return ()
        self._helpers, self._told = order.helpers, order.told
        order.end, told = bracket_lines(src, order.start, order.end)
        before = len(self.found)
        for piece in self._parted(order):
            self._take(number, piece, above, start)
        if told and not src.text[end : block.end].strip(" .;/"):
            self._tell(number, told)
        else:
            for line in told:
                self.lines.inline(line, self.found[before:])
        self._bracketed = len(self.found) if told else self._bracketed
        return order.lead

    def _tell(self, number: int, told: list[Line]) -> None:
        """Gives what closes a block to all tasks of it that had no such words of their own."""
        self.settle_times(number)
        owned = [one for one in self.found[max(self._bracketed, len(self.found) - 20) :] if one.block == number]
        for line in told if owned else ():
            self.lines.inline(line, owned)

    def _parted(self, order: Order) -> list[Order]:
        """ "… trước ngày A và ban hành trước ngày B" is two; everything else is one."""
        src = self.src
        for match in re.finditer(r" và ", src.low[order.start : order.end]):
            at, after = order.start + match.start(), order.start + match.end()
            if duty.verb_at(src, after, order.end) != after:
                continue
            near = max(order.start, at - 80)
            first = when.find(src, near, at, self.issued, self.taken_in(near, at))
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
        found.lead = self._in_full(order.lead) or (() if order.told else above.lead)
        found.own_lead = bool(order.lead)
        if found.lead and not order.lead:
            found.reasons.append("inherited")
        kept = above.cooperating if not order.lead else ()
        found.cooperating = (*kept, *(one for one in order.cooperating if one.name not in {k.name for k in kept}))
        found.due_above = self._before_giver(start, order.start) or above.deadline
        if self.standing.relayed:
            found.reasons.append("relayed")
        found.doubts += self._doubts(number, order, above)
        self._keep(found)

    def _before_giver(self, start: int, end: int) -> Deadline | None:
        """The time before who gives an order: "Ngay sau Hội nghị này, UBND tỉnh yêu cầu …"; the day of speaking is none."""
        due = (
            when.find(self.src, start, end, self.issued, self.taken_in(start, end)) if end - start > _SHORTEST else None
        )
        return due if due is not None and _TIME_SET.match(due.text.lower()) else None

    def _in_full(self, lead: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """ "Bộ", "Sở" alone means the one that was named last in full: it stays as written and is looked up by the full name."""
        if len(lead) == 1 and _THESE.match(self.src.low, lead[0].start, lead[0].end + 4) and self.found:
            meant = self.found[-1].lead
            return (replace(lead[0], qualified=meant[0].name),) if len(meant) == 1 else lead
        if len(lead) != 1 or lead[0].name not in _SHORT_NAMES:
            return lead
        known = (unit.name for one in reversed(self.found[-_NEAR:]) for unit in one.lead)
        full = next((name for name in known if name.startswith(f"{lead[0].name} ")), "")
        return (replace(lead[0], qualified=full),)

    def _doubts(self, number: int, order: Order, above: Carried) -> list[str]:
        """What makes a reader look twice: words on their own, a clause that may go on with a list or purpose."""
        low, block = self.src.low, self.blocks[number]
        found = []
        if not block.marked and not above.lead and not self.standing.ordering:
            found.append("free" if order.lead and (self.standing.started or order.told) else "bare")
        elif not above.lead and not order.lead and not self.standing.titled and not self.standing.introduced:
            found.append("unruled")
        before = low[max(block.start, order.start - 400) : order.start].rsplit(". ", 1)[-1]
        if order.how == "clause" and _OPEN_LIST.search(before):
            found.append("list")
        if self.standing.relayed and not block.marked and order.how == "verb" and not order.told:
            found.append("retold")
        if order.told and order.start < _OPENING * len(low):
            found.append("summary")
        if _RESULT.search(low, order.start, order.end):
            found.append("result")
        if DOUBTFUL.at(low, duty.after_joints(self.src, order.start, order.end), order.end) > 0:
            found.append("noun")
        if ": " in low[order.start : min(order.end, order.start + 120)] and order.how in ("verb", "item", "clause"):
            found.append("colon")
        return found

    def taken_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of cited documents that overlap [start, end)."""
        first = bisect_right(self._taken_ends, start)
        return self.taken[first : bisect_left(self._taken_starts, end)]
