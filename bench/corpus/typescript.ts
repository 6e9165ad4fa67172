import type { Random } from './random';
import { camel, moduleOf, things, upper, type Maker } from './service';

const { fields, personal } = camel;

/** Functions of an ordinary service; `n` keeps names apart. */
const makers: readonly Maker[] = [
  (random, n, thing) => `export function total${upper(thing)}${n}(lines: readonly ${upper(thing)}Line[]): number {
  let sum = 0;
  for (const line of lines) {
    if (line.quantity <= 0) continue;
    sum += line.quantity * line.price - (line.discount ?? 0);
  }
  return Math.round(sum * ${random.below(90) + 10}) / 100;
}
`,
  (random, n, thing) => `export async function load${upper(thing)}${n}(id: string, options: LoadOptions = {}): Promise<${upper(thing)} | undefined> {
  const { attempts = ${random.below(5) + 1}, timeout = 5_000 } = options;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      const found = await store.find<${upper(thing)}>('${thing}', { id, timeout });
      if (found) return { ...found, status: found.status ?? 'open' };
    } catch (error) {
      logger.warn(\`${thing} \${id} failed at attempt \${attempt}\`, { timeout });
      if (attempt === attempts) throw error;
    }
  }
  return undefined;
}
`,
  (random, n, thing) => `export const group${upper(thing)}${n} = (all: readonly ${upper(thing)}[]) => {
  const groups = new Map<string, ${upper(thing)}[]>();
  for (const each of all.filter((one) => Boolean(one.${random.pick(fields)}))) {
    const key = each.${random.pick(fields)}?.toString() ?? 'none';
    const list = groups.get(key) ?? [];
    list.push(each);
    groups.set(key, list);
  }
  return [...groups].map(([key, list]) => ({ key, count: list.length, first: list[0] }));
};
`,
  (random, n, thing) => `export class ${upper(thing)}Queue${n} {
  private readonly waiting: ${upper(thing)}[] = [];
  private done = 0;

  constructor(private readonly limit = ${random.below(900) + 100}) {}

  push(item: ${upper(thing)}): boolean {
    if (this.waiting.length >= this.limit) return false;
    this.waiting.push({ ...item, ${random.pick(fields)}: item.${random.pick(fields)} } as ${upper(thing)});
    return true;
  }

  async drain(handle: (item: ${upper(thing)}) => Promise<void>): Promise<number> {
    while (this.waiting.length > 0) {
      const item = this.waiting.shift();
      if (item) await handle(item);
      this.done++;
    }
    logger.info('${thing} queue drained', { done: this.done });
    return this.done;
  }
}
`,
  (random, n, thing) => `export async function notify${upper(thing)}${n}(customer: Customer, ${thing}: ${upper(thing)}): Promise<void> {
  const subject = \`${upper(thing)} \${${thing}.reference} is \${${thing}.status}\`;
  const target = customer.${random.pick(personal)};
  if (customer.settings.quiet) {
    logger.info('notification held back', { customer: customer.id, ${thing}: ${thing}.id });
    return;
  }
  ${random.below(2) === 0 ? `logger.info(\`\${subject} for \${target}\`);` : `logger.info(subject, { customer: customer.id });`}
  await send(target, { subject, body: render('${thing}', { ${thing}, locale: customer.settings.locale }) });
}
`,
  (random, n, thing) => `export function compare${upper(thing)}${n}(a: ${upper(thing)}, b: ${upper(thing)}): number {
  switch ('${random.pick(fields)}' as keyof ${upper(thing)}) {
    case 'total':
      return (a.total ?? 0) - (b.total ?? 0);
    case 'createdAt':
      return a.createdAt < b.createdAt ? -1 : 1;
    default:
      return a.id.localeCompare(b.id);
  }
}
`,
];

/** A TypeScript module of about `lines` lines that uses the module before it. */
export function typescriptModule(random: Random, index: number, lines: number): string {
  const before = index % 40 === 0 ? '' : `import { version${index - 1} } from './module${index - 1}';\n`;
  const types = things.map((thing) => `export interface ${upper(thing)} { id: string; total?: number; status?: string; createdAt: string; currency: string; quantity: number; reference: string; label?: string }
interface ${upper(thing)}Line { quantity: number; price: number; discount?: number }`).join('\n');
  const head = `import pino from 'pino';
import { render, send, store, type LoadOptions } from '../platform';
${before}
const logger = pino();
export const version${index} = ${before === '' ? '1' : `version${index - 1} + 1`};

export interface Customer { id: string; email: string; phone: string; fullName: string; birthDate: string; street: string; settings: { quiet: boolean; locale: string } }
${types}

`;
  return moduleOf(random, lines, { head, makers, gap: '\n' });
}
