"""From blocks to draft tasks: what each block orders, to whom it falls, and what the lines around it add."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.derivation import deadlines, orders
from app.derivation.model import Deadline, DraftTask, Mention, Suspect
from app.derivation.orders import Order
from app.derivation.outline import Block
from app.derivation.units import begins_unit, reach, split_units
from app.words import fold

SURE = 0.75

_LEAD_LINE = re.compile(
    r"^(?:(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận|[Cc]ấp)\s+)?(?:chủ trì(?: thực hiện| tham mưu)?|[Cc]hủ trì|thực hiện|chịu trách nhiệm(?: chính)?|đầu mối|được giao)\s*:\s*|^(?:[Pp]hân công|[Tt]hực hiện|[Tt]rách nhiệm(?: thực hiện)?|[Ll]ực lượng|[Ll]ãnh đạo phụ trách|[Nn]gười thực hiện)\s*:\s*"
)
_WITH_LINE = re.compile(r"^(?:(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận)\s+)?[Pp]hối hợp(?: thực hiện)?\s*:\s*")
_TIME_LINE = re.compile(
    r"^(?:[Tt]hời gian|[Tt]hời hạn|[Tt]iến độ|[Hh]oàn thành|[Tt]hời điểm)(?:\s+(?:thực hiện|hoàn thành|trình|tổ chức|ban hành|báo cáo|xong|hoàn tất|,|và|dự kiến))*\s*:\s*"
)
_PRODUCT_LINE = re.compile(
    r"^(?:[Kk]ết quả|[Ss]ản phẩm|[Dd]ự kiến sản phẩm|[Ss]ản phẩm dự kiến)(?:\s+(?:đầu ra|dự kiến|thực hiện|chính|hoàn thành))*\s*:\s*"
)
_CONTENT_LINE = re.compile(
    r"^(?:[Nn]ội dung(?: thực hiện)?|[Nn]hiệm vụ|[Cc]ách thức|[Hh]ình thức|[Đđ]ối tượng|[Đđ]ịa điểm|[Tt]hành phần|[Kk]inh phí|[Yy]êu cầu|[Mm]ục tiêu|[Pp]hạm vi|[Pp]hương pháp)\b[^:]{0,30}:\s*"
)
_HEADER = {
    "task": re.compile(r"nhiem vu|noi dung|cong viec|ten de an|hoat dong"),
    "lead": re.compile(
        r"chu tri|don vi thuc hien|co quan thuc hien|thuc hien chinh|don vi dau moi|don vi duoc giao|phan cong"
    ),
    "with": re.compile(r"phoi hop"),
    "time": re.compile(r"thoi gian|thoi han|tien do|han hoan thanh|hoan thanh|thoi diem"),
    "product": re.compile(r"ket qua|san pham|hinh thuc|cap trinh"),
}
_INDICATOR = re.compile(
    r"(?:tối thiểu|ít nhất|trên|đạt|từ)\s+\d+(?:[.,]\d+)?\s*(?:%|lớp|người|cuộc|hội nghị|đợt|lượt|hồ sơ)[^,.;]{0,40}|100%[^,.;]{0,40}"
)
_PRODUCT = re.compile(
    r"(?:ban hành|trình [^,.;]{2,60} ban hành|xây dựng|hoàn thiện(?: dự thảo)?|lập)\s+((?:Nghị quyết|Nghị định|Quyết định|Kế hoạch|kế hoạch|Đề án|đề án|Chương trình|chương trình|Quy chế|quy chế|Thông tư|báo cáo|danh sách|danh mục|quy trình|Hướng dẫn)[^,.;]{0,80})"
)


@dataclass
class Found:
    """A task being put together."""

    order: Order
    block: int
    deadline: Deadline | None = None
    lead: tuple[Mention, ...] = ()
    cooperating: tuple[Mention, ...] = ()
    product: str | None = None
    how: list[str] = field(default_factory=list)
    relayed: bool = False


class Reader:
    """Walks the blocks once, carrying who is addressed and what zone it is in."""

    def __init__(
        self,
        text: str,
        blocks: list[Block],
        skipped: set[int],
        issued: date | None,
        dated: Iterable[tuple[int, int]],
        *,
        relayed: bool,
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.skipped = skipped
        self.issued = issued
        self.dated = list(dated)
        self.relayed = relayed
        self.found: list[Found] = []
        self.suspects: list[Suspect] = []
        self.carried: dict[int, tuple[tuple[Mention, ...], tuple[Mention, ...]]] = {}
        self.intro: tuple[int | None, tuple[Mention, ...], tuple[Mention, ...]] | None = None
        self.last_lead: tuple[Mention, ...] = ()
        self.ordering = False
        self.columns: dict[str, int] | None = None
        self.row_above: dict[str, tuple[Mention, ...]] = {}
        self.time_above: Deadline | None = None

    def read(self) -> None:
        for number, block in enumerate(self.blocks):
            if block.cells:
                self._table(number, block)
                continue
            self.columns = None
            if number in self.skipped or block.end <= block.start:
                continue
            if self._line_about(number, block):
                continue
            self._block(number, block)

    # tables

    def _table(self, number: int, block: Block) -> None:
        texts = [self.text[a:b] for a, b in block.cells]
        header = self._header(texts)
        if header:
            self.columns, self.row_above, self.time_above = header, {}, None
            return
        if self.columns is None or len(texts) <= self.columns["task"]:
            return
        start, end = block.cells[self.columns["task"]]
        others = [text for at, text in enumerate(texts) if at not in (0, self.columns["task"]) and text.strip()]
        if end - start < 12 or not self._row_is_task(texts, start, end, others):
            return
        while end > start and self.text[end - 1] in ".;,: ":
            end -= 1
        one = Found(Order(start, end, (), (), "table"), number, how=["table"])
        one.lead = self._cell_units(block, "lead")
        one.cooperating = self._cell_units(block, "with")
        if "time" in self.columns and self.columns["time"] < len(block.cells):
            first, last = block.cells[self.columns["time"]]
            one.deadline = deadlines.read_line(self.text, first, last, self.issued)
        if "product" in self.columns and self.columns["product"] < len(texts):
            one.product = texts[self.columns["product"]].strip() or None
        self.found.append(one)

    def _header(self, texts: list[str]) -> dict[str, int] | None:
        named: dict[str, int] = {}
        for at, text in enumerate(texts):
            folded = fold(text)
            if len(folded) > 60:
                return None
            for name in ("lead", "with", "time", "product", "task"):
                if name not in named and _HEADER[name].search(folded) and at not in named.values():
                    named[name] = at
                    break
        return named if "task" in named and len(named) >= 2 else None

    def _row_is_task(self, texts: list[str], start: int, end: int, others: list[str]) -> bool:
        if re.match(r"^\s*(?:[IVXLC]+|[A-HĐ])[.)]?\s*$", texts[0]) and not others:
            return False
        if re.fullmatch(r"\s*\(?\d\)?\s*", self.text[start:end]):
            return False
        return bool(others) or orders.opens_with_duty(self.text, start, end) is not None

    def _cell_units(self, block: Block, name: str) -> tuple[Mention, ...]:
        if self.columns is None or name not in self.columns or self.columns[name] >= len(block.cells):
            return ()
        first, last = block.cells[self.columns[name]]
        if last <= first:
            return self.row_above.get(name, ()) if name == "lead" else ()
        units = _split_cell(self.text, first, last)
        self.row_above[name] = units
        return units

    # lines that tell of the work above

    def _line_about(self, number: int, block: Block) -> bool:
        """A line such as "Thời gian: …" belongs to the item above it, not to itself."""
        words = self.text[block.start : block.end]
        for pattern, what in (
            (_LEAD_LINE, "lead"),
            (_WITH_LINE, "with"),
            (_TIME_LINE, "time"),
            (_PRODUCT_LINE, "product"),
        ):
            match = pattern.match(words)
            if match is None or len(words) - match.end() < 2:
                continue
            first = block.start + match.end()
            owned = self._owned_by(number)
            if what in ("lead", "with"):
                if (
                    re.search(r"[;.]\s+\w", words[match.end() :])
                    and orders.addressed(self.text, first, block.end)
                    and _duties(self.text, first, block.end)
                ):
                    return False
                units = split_units(self.text, first, block.end)
                for one in owned:
                    if what == "lead" and (not one.order.lead):
                        one.lead = units
                    elif what == "with" and not one.order.cooperating:
                        one.cooperating = units
            elif what == "time":
                due = deadlines.read_line(self.text, first, block.end, self.issued)
                for one in owned:
                    if due and one.deadline is None:
                        one.deadline = due
            else:
                for one in owned:
                    one.product = one.product or words[match.end() :].strip(" .;")
            return True
        content = _CONTENT_LINE.match(words)
        return (
            content is not None
            and bool(self._owned_by(number))
            and block.kind in ("dash", "plus", "paragraph")
            and orders.opens_with_duty(self.text, block.start + content.end(), block.end) is None
        )

    def _owned_by(self, number: int) -> list[Found]:
        """The tasks of the item that a line stands under; a heading with nothing below becomes the task."""
        block = self.blocks[number]
        owner = block.parent
        if owner is None or block.kind == "paragraph":
            owner = next(
                (
                    at
                    for at in range(number - 1, -1, -1)
                    if self.blocks[at].kind not in ("paragraph", "dash", "plus", "table")
                ),
                owner,
            )
        if owner is None:
            return [one for one in self.found[-1:] if one.block == number - 1]
        below = {owner}
        for at in range(owner + 1, number):
            if self.blocks[at].parent in below:
                below.add(at)
        owned = [one for one in self.found if one.block in below]
        if not owned and owner not in self.skipped:
            heading = self.blocks[owner]
            end = heading.end
            while end > heading.start and self.text[end - 1] in ".:; ":
                end -= 1
            one = Found(Order(heading.start, end, (), (), "item"), owner, how=["item"])
            self.found.append(one)
            owned = [one]
        return owned

    # ordinary blocks

    def _block(self, number: int, block: Block) -> None:
        start, end = block.start, block.end
        words = self.text[start:end]
        below = number + 1 < len(self.blocks) and (
            self.blocks[number + 1].parent == number or (words.rstrip().endswith(":"))
        )
        if self._addressee_heading(number, block):
            return
        lead, cooperating = self._inherited(number, block)
        last = words.rstrip().endswith(":")
        parts = list(orders.sentences(self.text, start, end))
        before = len(self.found)
        for place, (first, stop) in enumerate(parts):
            final = place == len(parts) - 1
            if final and last:
                self._introduction(number, block, first, stop, lead, cooperating)
            else:
                lead = self._sentence(
                    number,
                    block,
                    first,
                    stop,
                    lead,
                    cooperating,
                    below=bool(below and block.kind != "paragraph" and place == 0),
                )
        made = self.found[before:]
        if made:
            self._share_times(made, parts)
            named = made[-1].lead or lead
            if named:
                self.last_lead = named
            if below and made[-1].order.lead and number not in self.carried:
                self.carried[number] = (made[-1].order.lead, ())

    def _addressee_heading(self, number: int, block: Block) -> bool:
        """A heading that only names units: "2. Sở Khoa học và Công nghệ", "Đối với các cơ quan A:"."""
        start, end = block.start, block.end
        if match := orders._FOR.match(self.text, start, end):
            start = match.end()
        if match := re.compile(r"(?:Giao|Đề nghị|Yêu cầu|Trách nhiệm của|Nhiệm vụ của)\s+").match(
            self.text, start, end
        ):
            start = match.end()
        stop = end
        while stop > start and self.text[stop - 1] in ":.; ":
            stop -= 1
        if block.kind == "paragraph" and self.text[end - 1 : end] != ":":
            return False
        if stop - start > 300 or not begins_unit(self.text, start, stop) or reach(self.text, start, stop) < stop:
            return False
        followed = number + 1 < len(self.blocks) and (
            self.blocks[number + 1].parent == number
            or self.text[end - 1 : end] == ":"
            or self.blocks[number + 1].kind == "paragraph"
        )
        if not followed:
            return False
        units = split_units(self.text, start, stop)
        self.carried[number] = (units, ())
        if block.kind in ("paragraph",) or self.blocks[number + 1].parent != number:
            self.intro = (block.parent, units, ())
        self.ordering = True
        return True

    def _inherited(self, number: int, block: Block) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        at = block.parent
        while at is not None:
            if at in self.carried:
                return self.carried[at]
            at = self.blocks[at].parent
        if self.intro is not None:
            scope, lead, cooperating = self.intro
            if scope is None or block.parent == scope or self._under(number, scope):
                return lead, cooperating
            self.intro = None
        return (), ()

    def _under(self, number: int, scope: int) -> bool:
        at = self.blocks[number].parent
        while at is not None:
            if at == scope:
                return True
            at = self.blocks[at].parent
        return False

    def _introduction(
        self,
        number: int,
        block: Block,
        first: int,
        stop: int,
        lead: tuple[Mention, ...],
        cooperating: tuple[Mention, ...],
    ) -> None:
        """A sentence that ends with a colon: whom it addresses is carried to the items below it."""
        self.ordering = True
        units, helpers = _addressed_in_intro(self.text, first, stop)
        chosen = units or lead
        pieces = list(orders.clauses(self.text, first, stop))
        if len(pieces) > 1:
            for a, b in pieces[:-1]:
                self._clause(number, block, a, b, chosen, cooperating, place=0, below=False)
        carried = (chosen, helpers or (cooperating if not units else ()))
        if block.kind == "paragraph":
            self.intro = (block.parent, *carried)
        else:
            self.carried[number] = carried

    def _sentence(
        self,
        number: int,
        block: Block,
        first: int,
        stop: int,
        lead: tuple[Mention, ...],
        cooperating: tuple[Mention, ...],
        *,
        below: bool,
    ) -> tuple[Mention, ...]:
        """The orders of one sentence; the units it names serve the sentences after it."""
        words = self.text[first:stop]
        before = len(self.found)
        listing = orders._LIST_ITEMS.search(words)
        pieces = (
            [(first, stop)]
            if listing and listing.start() > 12 and "(" in listing.group()
            else list(orders.clauses(self.text, first, stop))
        )
        current = lead
        for place, (a, b) in enumerate(pieces):
            named = self._clause(number, block, a, b, current, cooperating, place=place, below=below)
            if named:
                current = named
        if len(self.found) == before:
            self._suspect(block, first, stop)
        return current

    def _clause(
        self,
        number: int,
        block: Block,
        start: int,
        end: int,
        lead: tuple[Mention, ...],
        cooperating: tuple[Mention, ...],
        *,
        place: int,
        below: bool,
    ) -> tuple[Mention, ...]:
        text = self.text
        while end > start and text[end - 1] in " \n.,;:…/":
            end -= 1
        while start < end and text[start] in " \n–-":
            start += 1
        if end - start < 8:
            return ()
        mine = [one for one in self.found if one.block == number]
        words = text[start:end]
        if mine and orders._TIME_ONLY.match(words) and deadlines.find(text, start, end, self.issued, self.dated):
            mine[-1].order.time_end = end
            return ()
        if place and mine and orders._QUALITY.match(words) and not orders._STANDS_ALONE.match(words):
            mine[-1].order.end = end
            return ()
        order = self._order(block, start, end, lead, place)
        if order is None:
            if place and mine and mine[-1].order.end <= start:
                mine[-1].order.end = end
            return ()
        if below and place == 0 and not order.lead and _is_heading(self.text, self.blocks, number):
            return ()
        helpers = order.cooperating
        one = Found(order, number, how=[order.how])
        one.lead = order.lead or lead
        one.cooperating = (*(cooperating if not order.lead else ()), *[h for h in helpers if h not in cooperating])
        if not order.lead and lead:
            one.how.append("inherited")
        if not one.lead and self._links_back(words) and self.last_lead:
            one.lead = self.last_lead
        self.found.append(one)
        return order.lead

    def _links_back(self, words: str) -> bool:
        return bool(re.match(r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Song song)", words))

    def _order(self, block: Block, start: int, end: int, lead: tuple[Mention, ...], place: int) -> Order | None:
        """The instruction a clause gives, or None."""
        text = self.text
        folded = fold(text[start : min(end, start + 90)])
        head = text[start : min(end, start + 160)]
        if (orders._PERMITS.match(head) and not begins_unit(text, start, end)) or orders._LIABLE.search(head):
            return None
        if orders._FORBIDS.match(head) and place == 0 and (self.ordering or block.kind != "paragraph"):
            return Order(start, end, (), (), "verb")
        given = self._given(start, end)
        if given is not None:
            return given
        if orders._CONTEXT.match(folded) and not (block.kind != "paragraph" and orders._CONDITION.match(head)):
            shifted = orders._CONDITION.match(text, start, end)
            if not shifted or re.match(r"viec |chi thi nay|neu de", folded):
                return None
        at = start
        for _ in range(3):
            if match := re.compile(
                r"(?:Đó là|Theo đó|Cụ thể|Trong đó|trong đó|Như vậy|Do đó|Vì vậy|Cùng với đó|cùng với đó)[,:]?\s+"
            ).match(text, at, end):
                at = match.end()
                start = at
        if match := orders._FOR.match(text, at, end):
            found = orders.addressed(text, match.end(), end)
            if found:
                units, duty = found
                rest = re.compile(r"[,:]?\s*(?:cần|phải|thì|có trách nhiệm)?[,:]?\s*").match(text, duty, end)
                verb = orders.opens_with_duty(text, rest.end() if rest else duty, end)
                if verb is not None:
                    return Order(start, end, units, orders.with_whom(text, duty, end), "addressee")
        named = orders.addressed(text, at, end)
        if named is None and (condition := orders._CONDITION.match(text, at, end)):
            named = orders.addressed(text, condition.end(), end)
            if (
                named is None
                and orders.opens_with_duty(text, condition.end(), end) is not None
                and (self.ordering or block.kind != "paragraph")
            ):
                return Order(start, end, (), orders.with_whom(text, condition.end(), end), "verb")
        if named is None and (timed := orders._TIME_FIRST.match(text, at, end)):
            named = orders.addressed(text, timed.end(), end)
        if named is not None:
            units, duty = named
            if orders._PAST.match(text[duty : duty + 14].lstrip()) or orders._THREAT.match(text[duty:end].lstrip()):
                return None
            if re.match(r"\s*(?:được|là|không|chưa|còn|vẫn|thống nhất với)\b", text[duty:end]):
                return None
            if orders.opens_with_duty(text, duty, end) is not None:
                return Order(start, end, units, orders.with_whom(text, duty, end), "addressee")
        verb = orders.opens_with_duty(text, at, end)
        if verb is not None:
            if re.search(r",\s[^,;]{3,60}\sđã\s", text[at : min(end, at + 220)]) or re.match(
                r"[Tt]hực hiện (?:quy định|chủ trương)[^.;]{0,160}, ", text[at:end]
            ):
                return None
            if block.kind == "paragraph" and not lead and not self.ordering and not self.relayed:
                return None
            return Order(start, end, (), orders.with_whom(text, at, end), "verb" if place == 0 else "clause")
        if (block.kind != "paragraph" or self.ordering) and not re.match(r"(?:viec|tinh hinh|cong tac) ", folded):
            topic = orders._TOPIC_DUTY.search(text, start, min(end, start + 160))
            if topic and not orders._PAST.search(text[start : topic.start()]):
                return Order(start, end, (), (), "topic")
        return None

    def _given(self, start: int, end: int) -> Order | None:
        """ "… yêu cầu X làm", "Giao X chủ trì …", "Đề nghị X …": the instruction begins after the word of giving."""
        text = self.text
        for match in orders._GIVES.finditer(text, start, min(end, start + 420)):
            if match.group().strip().startswith("chỉ đạo"):
                continue
            before = text[start : match.start()]
            subject = before.strip(" ,")
            if subject and not (
                re.search(
                    r"(?:Chủ tịch|Thủ tướng|Bộ trưởng|UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Bộ Chính trị|Ban Bí thư|Ban [Tt]hường vụ|Giám đốc|Tỉnh ủy|Thường trực|Chính phủ|Cục trưởng|Bí thư|[Bb]ộ|Đồng chí|đồng chí)[^,;]{0,80}(?: cũng| đã| còn| tiếp tục)?$",
                    subject,
                )
                or re.match(
                    r"(?:Để|Trên cơ sở|Trong đó|trong đó|Nhằm|Căn cứ|Theo|Trước mắt|Đồng thời|Qua|Từ)\b", subject
                )
            ):
                continue
            found = orders.addressed(text, match.end(), end)
            if found is None:
                continue
            units, duty = found
            if orders.opens_with_duty(text, duty, end) is None:
                rest = text[duty:end].lstrip(" ,:")
                if not re.match(r"(?:căn cứ|theo|trong|trên cơ sở|với|để|làm|nhằm)", rest):
                    continue
            return Order(match.end(), end, units, orders.with_whom(text, duty, end), "addressee")
        return None

    def _suspect(self, block: Block, start: int, end: int) -> None:
        words = self.text[start:end]
        if (
            len(words) > 25
            and re.search(r"\b(?:phải|cần|yêu cầu|đề nghị|giao|chịu trách nhiệm|có trách nhiệm)\b", words)
            and not orders._PAST.search(words)
        ):
            self.suspects.append(Suspect(start, end))

    def _share_times(self, made: list[Found], parts: list[tuple[int, int]]) -> None:
        """Each clause's own deadline; one that closes a chain or stands in a sentence of its own serves those before it."""
        for one in made:
            stop = one.order.time_end or one.order.end
            one.deadline = one.deadline or deadlines.find(
                self.text, one.order.start, one.order.end, self.issued, self.dated
            )
            if one.order.time_end:
                one.order.end = stop
                due = deadlines.find(self.text, one.order.start, stop, self.issued, self.dated)
                for other in made:
                    if other.deadline is None and other.order.start <= one.order.start:
                        other.deadline = due


def _is_heading(text: str, blocks: list[Block], number: int) -> bool:
    """An item that sums up the items below it: it ends without a full sentence or with a colon, and has children."""
    children = [one for one in blocks[number + 1 : number + 40] if one.parent == number]
    if not children:
        return False
    if all(
        _LEAD_LINE.match(text[c.start : c.end])
        or _WITH_LINE.match(text[c.start : c.end])
        or _TIME_LINE.match(text[c.start : c.end])
        or _PRODUCT_LINE.match(text[c.start : c.end])
        for c in children
    ):
        return False
    told = any(_TIME_LINE.match(text[c.start : c.end]) or _LEAD_LINE.match(text[c.start : c.end]) for c in children)
    items = [
        c
        for c in children
        if not (
            _LEAD_LINE.match(text[c.start : c.end])
            or _WITH_LINE.match(text[c.start : c.end])
            or _TIME_LINE.match(text[c.start : c.end])
            or _PRODUCT_LINE.match(text[c.start : c.end])
        )
    ]
    return not (told and all(c.kind in ("dash", "plus", "number_round") for c in items))


def _duties(text: str, start: int, end: int) -> bool:
    stop = reach(text, start, end)
    return stop < end and orders.opens_with_duty(text, stop, end) is not None


def _addressed_in_intro(text: str, start: int, end: int) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Whom an intro addresses: after the last word of giving, at its head, or after "đối với"."""
    best: tuple[tuple[Mention, ...], int] | None = None
    for match in orders._GIVES.finditer(text, start, end):
        first = match.end()
        if begins_unit(text, first, end):
            units = split_units(text, first, reach(text, first, end))
            if units:
                best = (units, first)
    if best is None:
        at = start
        if condition := orders._CONDITION.match(text, at, end):
            at = condition.end()
        if towards := orders._FOR.match(text, at, end):
            at = towards.end()
        found = orders.addressed(text, at, end)
        if found and not re.match(
            r"\s*(?:đã|ban hành|yêu cầu|giao|đề nghị|kết luận|chỉ đạo như|thống nhất)\b", text[found[1] : found[1] + 20]
        ):
            best = found
    if best is None:
        return (), ()
    units, at = best
    return units, orders.with_whom(text, at, end)


def _split_cell(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """Units of a table cell; two names without a comma between them are two."""
    joined = re.sub(
        r"(?<=[a-zà-ỹ])\s+(?=(?:Bộ|Sở|Cục|Ban|Ủy ban|UBND|Tòa án|Viện)\s+[A-ZĐÂĂÊÔƠƯÀ-Ỹ])", "\x01", text[start:end]
    )
    if "\x01" not in joined:
        return split_units(text, start, end)
    units: list[Mention] = []
    at = start
    for match in re.finditer(
        r"(?<=[a-zà-ỹ])\s+(?=(?:Bộ|Sở|Cục|Ban|Ủy ban|UBND|Tòa án|Viện)\s+[A-ZĐÂĂÊÔƠƯÀ-Ỹ])", text[start:end]
    ):
        place = start + match.start()
        if re.search(r"(?:và|của|hoặc)$", text[at:place]):
            continue
        units += split_units(text, at, place)
        at = start + match.end()
    return (*units, *split_units(text, at, end))


def drafts_of(reader: Reader) -> list[DraftTask]:
    """The found tasks in the order of the text, with how sure each is and what it lacks."""
    drafts = []
    for one in sorted(reader.found, key=lambda found: found.order.start):
        start, end = one.order.start, max(one.order.end, one.order.start + 1)
        words = re.sub(r"\s+", " ", reader.text[start:end]).strip()
        lead = one.lead
        kind = reader.blocks[one.block].kind
        confidence = {"addressee": 0.9, "table": 0.95, "item": 0.85, "verb": 0.82, "clause": 0.8, "topic": 0.5}[
            one.order.how
        ]
        if kind == "paragraph" and one.order.how in ("verb", "clause"):
            confidence -= 0.15
        if not lead:
            confidence -= 0.08
        if len(words) < 25:
            confidence -= 0.2
        if reader.relayed and kind == "paragraph":
            confidence -= 0.1
        missing = tuple(name for name, there in (("lead", lead), ("deadline", one.deadline)) if not there)
        product = one.product or (made[1] if (made := _PRODUCT.search(words)) else None)
        counted = _INDICATOR.search(words)
        indicator = counted.group().strip() if counted else one.product
        drafts.append(
            DraftTask(
                start,
                end,
                _title(words),
                lead,
                one.cooperating,
                one.deadline,
                product,
                indicator,
                None,
                round(max(0.05, confidence), 2),
                confidence >= SURE,
                tuple(dict.fromkeys("verb" if how == "topic" else how for how in one.how)),
                missing,
            )
        )
    return drafts


def _title(words: str) -> str:
    """The first words of the instruction, cut at a word, for lists."""
    plain = words[:1].upper() + words[1:]
    if len(plain) <= 220:
        return plain
    return plain[:220].rsplit(" ", 1)[0] + "…"
