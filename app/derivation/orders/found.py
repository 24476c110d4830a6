"""Tasks while they are put together, and what the blocks above hand down to them."""

from dataclasses import dataclass, field

from app.derivation.model import Deadline, Mention
from app.derivation.orders.judge import Order


@dataclass
class Found:
    """An instruction of a block with what the lines and cells around it have added so far."""

    order: Order
    block: int
    lead: tuple[Mention, ...] = ()
    cooperating: tuple[Mention, ...] = ()
    deadline: Deadline | None = None
    product: str | None = None
    reasons: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    own_lead: bool = False
    group: int = 0
    due_above: Deadline | None = None

    @property
    def start(self) -> int:
        return self.order.start

    @property
    def end(self) -> int:
        return self.order.end


@dataclass(frozen=True)
class Carried:
    """Whom a heading or intro addresses, who is to help, and the deadline it sets for the items below."""

    lead: tuple[Mention, ...] = ()
    cooperating: tuple[Mention, ...] = ()
    deadline: Deadline | None = None
    relayed: bool = False
