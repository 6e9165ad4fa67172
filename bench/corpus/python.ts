import type { Random } from './random';
import { moduleOf, snake, things, upper, type Maker } from './service';

const { fields, personal } = snake;

/** Functions of an ordinary service; `n` keeps names apart. */
const makers: readonly Maker[] = [
  (random, n, thing) => `def total_${thing}_${n}(lines: list[Line]) -> float:
    total = 0.0
    for line in lines:
        if line.quantity <= 0:
            continue
        total += line.quantity * line.price - (line.discount or 0)
    return round(total * ${random.below(90) + 10}) / 100
`,
  (random, n, thing) => `def load_${thing}_${n}(key: str, attempts: int = ${random.below(5) + 1}, timeout: float = 5.0) -> ${upper(thing)} | None:
    """Reads one ${thing}; tries again when the store is busy."""
    for attempt in range(attempts):
        try:
            found = store.find("${thing}", key, timeout=timeout)
        except TimeoutError as error:
            logger.warning("${thing} %s failed at attempt %d", key, attempt)
            if attempt + 1 == attempts:
                raise LookupError(f"${thing} {key} cannot be read") from error
        else:
            if found is not None:
                return ${upper(thing)}(**found)
    return None
`,
  (random, n, thing) => `def group_${thing}_${n}(items: list[${upper(thing)}]) -> dict[str, list[${upper(thing)}]]:
    groups: dict[str, list[${upper(thing)}]] = {}
    for item in items:
        key = str(item.${random.pick(fields)} or "none")
        groups.setdefault(key, []).append(item)
    counts = {key: len(group) for key, group in groups.items() if group}
    logger.debug("%d groups, largest %s", len(counts), max(counts.values(), default=0))
    return groups
`,
  (random, n, thing) => `class ${upper(thing)}Queue${n}:
    """Waiting items, up to a limit."""

    def __init__(self, limit: int = ${random.below(900) + 100}) -> None:
        self.limit = limit
        self.waiting: list[${upper(thing)}] = []
        self.done = 0

    def push(self, item: ${upper(thing)}) -> bool:
        if len(self.waiting) >= self.limit:
            return False
        self.waiting.append(item)
        return True

    def drain(self, handle) -> int:
        while self.waiting:
            handle(self.waiting.pop(0))
            self.done += 1
        logger.info("${thing} queue drained: %d", self.done)
        return self.done
`,
  (random, n, thing) => `def notify_${thing}_${n}(customer: Customer, item: ${upper(thing)}) -> None:
    subject = f"${thing} {item.reference} is {item.status}"
    target = customer.${random.pick(personal)}
    if customer.quiet:
        logger.info("notification held back for %s", customer.id)
        return
    ${random.below(2) === 0 ? 'logger.info("%s for %s", subject, target)' : 'logger.info(subject)'}
    send(target, subject=subject, body=render("${thing}", item=item, locale=customer.locale))
`,
  (random, n, thing) => `@dataclass(frozen=True)
class ${upper(thing)}View${n}:
    id: str
    label: str = "${thing}"
    ${random.pick(['total', 'quantity'])}: int = ${random.below(1_000)}

    @classmethod
    def of(cls, item: ${upper(thing)}) -> "${upper(thing)}View${n}":
        return cls(id=item.id, label=item.label or "${thing}")

    def as_dict(self) -> dict[str, object]:
        return {"id": self.id, "label": self.label}
`,
];

/** A Python module of about `lines` lines that uses the module before it. */
export function pythonModule(random: Random, index: number, lines: number): string {
  const before = index % 40 === 0 ? '' : `from .module${index - 1} import VERSION_${index - 1}\n`;
  const types = things.map((thing) => `@dataclass
class ${upper(thing)}:
    id: str
    reference: str
    currency: str
    created_at: str
    quantity: int = 0
    total: float | None = None
    status: str | None = None
    label: str | None = None
`).join('\n\n');
  const head = `import logging
from dataclasses import dataclass

from ..platform import render, send, store
${before}
logger = logging.getLogger(__name__)
VERSION_${index} = ${before === '' ? '1' : `VERSION_${index - 1} + 1`}


@dataclass
class Customer:
    id: str
    email: str
    phone: str
    full_name: str
    birth_date: str
    street: str
    quiet: bool = False
    locale: str = "en"


@dataclass
class Line:
    quantity: int
    price: float
    discount: float | None = None


${types}

`;
  return moduleOf(random, lines, { head, makers, gap: '\n\n' });
}
