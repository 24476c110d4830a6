"""The walk over the blocks: what each orders, whom the headings and intros above it address, what the lines beside add."""

import re
from collections.abc import Sequence
from datetime import date

from app.derivation.model import Mention, Suspect
from app.derivation.orders import clauses, duty, handing, told
from app.derivation.orders.found import Carried, Found
from app.derivation.orders.label_lines import bracket_lines
from app.derivation.orders.zones import Zones
from app.derivation.reading import headings, retold, title_lines
from app.derivation.reading.block_orders import MOST_TASKS, BlockOrders, Standing
from app.derivation.reading.tables import Table
from app.derivation.reading.work_lines import WorkLines
from app.derivation.text.clean import Source
from app.derivation.text.outline import MOST_BLOCKS, Block, ancestors
from app.derivation.text.segments import Sentence, sentences
from app.derivation.times import when
from app.derivation.units import kinds, names, unit_lists

_LINKS = re.compile(r"(?:đồng thời|ngoài ra|bên cạnh đó|cùng với đó|song song)\b")
_GOES_ON = re.compile(r"tiếp tục\b")
_SHARED_INTRO = re.compile(r"[^:]{0,26}:$")
_LOW = ("dash", "plus", "point", "number_round", "ordinal")
_OF_PERIOD = re.compile(
    r"(?:nhiệm vụ|công tác|kế hoạch|chỉ tiêu|kết quả|mục tiêu)(?: (?:trọng tâm|6 tháng|quý \w+))* ?$"
)
_PARTS = frozenset(("part", "chapter", "section", "letter_upper", "roman"))
_SUMMARY = 260
_SHORTEST = 4


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
        named_at: int | None = None,
    ) -> None:
        self.src = src
        self.blocks = blocks
        self.zones = zones
        self.issued = issued
        self.relayed = relayed
        self.named_at = named_at
        self.givers = told.givers_of(src) if relayed else frozenset()
        self.found: list[Found] = []
        self.carried: dict[int, Carried] = {}
        self.intro: tuple[int | None, Carried] | None = None
        self.last: Carried = Carried()
        self.handed: tuple[Mention, ...] = ()
        self.ruled: int | None = None
        self.swallowed = -1
        self.titled = self.linked = -1
        self.started = False
        self.table = Table(src, issued, self._keep)
        self.lines = WorkLines(src, blocks, zones, issued, self.found, self._keep)
        self.orders = BlockOrders(src, blocks, issued, taken, self.lines, self.found, self._keep)

    @property
    def suspects(self) -> list[Suspect]:
        return self.orders.suspects

    def read(self) -> None:
        for number, block in enumerate(self.blocks):
            if len(self.found) >= MOST_TASKS or number >= MOST_BLOCKS:
                self.suspects.append(Suspect(block.outer, self.blocks[-1].end))
                break
            if block.cells:
                if number not in self.zones.outside:
                    self.table.row(number, block, self._above(number))
                continue
            self.table.leave()
            if number in self.zones.outside or block.end - block.start < _SHORTEST or self._inside_enumeration(number):
                continue
            if number in self.zones.lines:
                line = self.zones.lines[number]
                if self.lines.read(number, line):
                    for further in self.zones.more.get(number, ()):
                        self.lines.read(number, further)
                    continue
                if line.what in ("lead", "with", "content", "beside") and line.start < block.end:
                    block.start = line.start
                elif line.what in ("lead", "with"):
                    continue
            elif self.lines.goes_on(number):
                continue
            if self.src.text[block.start] == "(":
                opened, told = bracket_lines(self.src, block.start, block.end)
                if told and opened == block.start:
                    self.lines.bracketed(number, told)
                    continue
            self._block(number, block)
        self.lines.close()
        if self.relayed:
            unruled = retold.background(self.found, self.blocks, self.ruled, self.named_at)
            unruled += [one for one in retold.told_twice(self.src, self.found, self.blocks) if one not in unruled]
            for one in unruled:
                self.found.remove(one)
                self.suspects.append(Suspect(one.start, one.end))

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
            if above < self.titled and self.blocks[above].kind in _LOW and not self.blocks[number].marked:
                continue
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

    def _listed_before(self, number: int) -> tuple[Mention, ...]:
        """The units of the items directly before, each of which names units only: "gồm: - Sở A; - Sở B. Có trách nhiệm: …"."""
        one, at = self.blocks[number], number - 1
        found: list[Mention] = []
        while at > 0 and self.blocks[at].kind == one.kind in ("dash", "plus") and self.blocks[at].parent == one.parent:
            units = headings.units_only(self.src, self.blocks[at])
            if not units or self.blocks[at].children or self.src.text[self.blocks[at].end - 1] not in ";,":
                return ()
            found[:0] = units
            at -= 1
        return tuple(found) if at >= 0 and self.src.text[self.blocks[at].end - 1] == ":" else ()

    def _next_is_paragraph(self, number: int) -> bool:
        return number + 1 < len(self.blocks) and not self.blocks[number + 1].marked

    # one block

    def _block(self, number: int, block: Block) -> None:
        src = self.src
        ends_open = src.text[block.end - 1] == ":"
        begun = self.started or self.intro is not None
        heads = title_lines.may_head(src, self.blocks, number, started=self.started, begun=begun)
        units = headings.units_only(src, block) if heads else ()
        if units:
            self._hand_down(number, Carried((*self._listed_before(number), *units)))
            return
        above = self._above(number)
        parts = sentences(src, block.start, block.end)
        if not parts or title_lines.is_headline(src, block, started=self.started):
            return
        if self.relayed and title_lines.is_caption(src, self.blocks, number):
            return
        if title_lines.is_plain_title(src, self.blocks, number):
            self.titled = number
            return
        before, intro = len(self.found), self.intro
        if len(parts) > 1 and ends_open and _SHARED_INTRO.fullmatch(src.low[parts[-1].start : parts[-1].end].strip()):
            last = parts[-2].clauses
            parts = [*parts[:-2], Sentence(parts[-2].start, parts[-1].end, (*last[:-1], (last[-1][0], parts[-1].end)))]
        if self._sums_up(number, block, parts, ends_open=ends_open):
            return
        if self._is_linked(number, block):
            above = Carried(self.last.lead, deadline=above.deadline)
            self.linked = number
        if self.relayed and self.ruled is None and not block.marked:
            self.ruled = number if any(self._has_giver(part) for part in parts) else None
        self.orders.standing = self._standing(number)
        lead = above.lead or (self.handed if self.relayed and not block.marked else ())
        for place, part in enumerate(parts):
            if not place and block.marked and len(parts) > 1 and (alone := self._named_alone(part)):
                lead = alone
            elif ends_open and place == len(parts) - 1:
                self._introduction(number, block, part, Carried(lead, above.cooperating, above.deadline), place)
            else:
                named = self.orders.sentence(
                    number, block, part, Carried(lead, above.cooperating, above.deadline), place
                )
                aside = place and above.lead and lead == above.lead and all(map(kinds.are_persons, named))
                lead = lead if aside else named
        made = self.found[before:]
        if made:
            self.orders.settle_times(number)
            self.last = Carried(made[-1].lead, above.cooperating)
            if not block.marked:
                self._rule(made, intro)
            if block.children and made[0].own_lead and number not in self.carried:
                self.carried[number] = Carried(made[0].lead)

    def _rule(self, made: list[Found], intro: tuple[int | None, Carried] | None) -> None:
        """Whom the giver of a plain paragraph addressed: bare paragraphs after it go on with them, not with an intro before."""
        ruling = [one for one in made if one.own_lead or one.order.told]
        if ruling and ruling[-1].order.told:
            self.handed = ruling[-1].lead
            self.intro = None if self.relayed and self.intro is intro else self.intro
        elif ruling or self.orders.listed_for:
            self.handed = self.orders.listed_for

    def _is_linked(self, number: int, block: Block) -> bool:
        """Whether a bare paragraph goes on with the units of the one before: by its first word, after ";", or like that one."""
        if block.marked or not self.last.lead or not self.found or self.found[-1].block != number - 1:
            return False
        if _LINKS.match(self.src.low, block.start):
            return True
        goes_on = _GOES_ON.match(self.src.low, block.start) is not None or self.linked == number - 1
        return self.relayed and (goes_on or self.src.text[self.blocks[number - 1].end - 1] == ";")

    def _has_giver(self, part: Sentence) -> bool:
        """Whether a sentence of a text that tells names who gives the orders after it."""
        telling = told.telling(self.src, duty.after_joints(self.src, part.start, part.end), part.end, self.givers)
        if telling is None:
            return False
        return (
            telling.orders or telling.sets or any(clauses.asked_at(self.src, a + 1, b) > 0 for a, b in part.clauses[1:])
        )

    def _named_alone(self, part: Sentence) -> tuple[Mention, ...]:
        """The units of a sentence that names units and says nothing: "7) Sở Y tế. Lập 05 kíp mổ …"."""
        stop = names.reach(self.src, part.start, part.end)
        named = stop > part.start and not self.src.text[stop : part.end].strip(" .")
        return unit_lists.split_units(self.src, part.start, stop) if named else ()

    def _content_told(self, number: int) -> bool:
        """Whether the line below a title says in clauses of their own what it sums up: "Nội dung: rà soát …; lập …"."""
        line = self.zones.lines.get(number + 1)
        if line is None or line.what != "content" or self.src.text[self.blocks[number].end - 1] in ".;":
            return False
        return duty.verb_at(self.src, line.start, line.end) >= 0

    def _sums_up(self, number: int, block: Block, parts: list[Sentence], *, ends_open: bool) -> bool:
        """A title with items or paragraphs of work below it is no task; the time it may name is none either."""
        if len(parts) > 1 or ends_open or block.end - block.start > _SUMMARY:
            return False
        if self._content_told(number):
            return True
        if not block.marked:
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
        last = self.blocks[block.children[-1]]
        if last.kind in ("plus", "number_round"):
            told = told or any(child in self.zones.lines for child in last.children)
        upper = self.src.text[block.start : block.end].isupper()
        if told and not upper and all(self._stands_beside(child) for child in below):
            return False
        if handing.given(self.src, block.start, block.end) or duty.addressed(self.src, block.start, block.end):
            named = handing.given(self.src, block.start, block.end) or duty.addressed(self.src, block.start, block.end)
            if named is not None and self.src.text[block.end - 1] in ".;":
                return False
            if named is not None:
                self._hand_down(number, Carried(named.lead))
                return True
        told_in = {line.what: line for line in bracket_lines(self.src, block.start, block.end)[1]}
        if "lead" in told_in:
            units = {
                what: unit_lists.split_units(self.src, line.start, line.end)
                for what, line in told_in.items()
                if what in ("lead", "with")
            }
            self._hand_down(number, Carried(units["lead"], units.get("with", ())))
        return True

    def _is_work(self, number: int) -> bool:
        """Whether a block may hold orders of its own: no line about work, no measure or noun alone."""
        if number in self.zones.lines or number in self.zones.outside:
            return False
        block = self.blocks[number]
        if block.cells or block.children:
            return True
        src, start, end = self.src, block.start, block.end
        if clauses.is_measure(src, start, end):
            return False
        return not clauses.is_noun_part(src, start, end) or duty.addressed(src, start, end) is not None

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
        parts = any(self.blocks[child].kind in _PARTS for child in block.children)
        if block.children and not parts and headings.holds_enumeration(src, start, end + 1):
            before = len(self.found)
            where = self.orders.place(number, 0, place, above)
            self.orders.clause(number, block, start, end, above, where)
            if len(self.found) > before:
                self.swallowed = number
                return
        carried = headings.carried_by_intro(src, start, end, above)
        if len(part.clauses) > 1 and carried.lead == above.lead:
            carried = headings.carried_by_intro(src, part.clauses[-1][0], end, above)
        for at, (a, b) in enumerate(part.clauses[:-1]):
            if headings.is_ground(src, a, b, end):
                continue
            self.orders.clause(
                number,
                block,
                a,
                b,
                carried,
                self.orders.place(number, at, place, carried),
            )
        last = part.clauses[-1][0]
        if headings.has_own_work(src, last, end + 1):
            self.orders.clause(number, block, last, end, carried, self.orders.place(number, 0, place, carried))
        due = when.find(src, start, end, self.issued, self.orders.taken_in(start, end))
        measures = due is not None and _OF_PERIOD.search(src.low, start, due.start) is not None
        if due is not None and self.relayed and due.text[:4].lower() in ("ngày", "sáng", "chiề"):
            due = None  # the day on which it was said
        if due is not None and not measures and (due.start - start < 30 or end - due.end < 40):
            carried = Carried(carried.lead, carried.cooperating, due)
        self._hand_down(number, carried)

    def _standing(self, number: int) -> Standing:
        """What governs a block: below an intro or a title of work, items are orders unless they look like something else."""
        titled = number in self.zones.ordering
        headed = any(above in self.carried for above in ancestors(self.blocks, number))
        introduced = self.intro is not None
        return Standing(titled or introduced or headed, titled, introduced, self.started, self.relayed, self.givers)
