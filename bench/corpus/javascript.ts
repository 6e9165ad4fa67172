import type { Random } from './random';
import { camel, moduleOf, saying, upper, type Maker } from './service';

const { fields, personal } = camel;

const makers = (index: number): readonly Maker[] => [
  (random, n, thing) => `function total${upper(thing)}${n}(lines) {
  let sum = 0;
  for (const line of lines) {
    if (line.quantity <= 0) continue;
    sum += line.quantity * line.price - (line.discount || 0);
  }
  return Math.round(sum * ${random.below(90) + 10}) / 100;
}
`,
  (random, n, thing) => `async function load${upper(thing)}${n}(id, options = {}) {
  const { attempts = ${random.below(5) + 1}, timeout = 5000 } = options;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      const found = await store.find('${thing}', { id, timeout });
      if (found) return { ...found, status: found.status || 'open' };
    } catch (error) {
      logger.warn(\`${thing} \${id} failed at attempt \${attempt}\`, { timeout });
      if (attempt === attempts) throw error;
    }
  }
  return undefined;
}
`,
  (random, n, thing) => `const group${upper(thing)}${n} = (all) => {
  const groups = new Map();
  for (const each of all.filter((one) => Boolean(one.${random.pick(fields)}))) {
    const key = String(each.${random.pick(fields)} || 'none');
    const list = groups.get(key) || [];
    list.push(each);
    groups.set(key, list);
  }
  return [...groups].map(([key, list]) => ({ key, count: list.length, first: list[0] }));
};
`,
  (random, n, thing) => `class ${upper(thing)}Queue${n} {
  constructor(limit = ${random.below(900) + 100}) {
    this.limit = limit;
    this.waiting = [];
    this.done = 0;
  }

  push(item) {
    if (this.waiting.length >= this.limit) return false;
    this.waiting.push({ ...item, ${random.pick(fields)}: item.${random.pick(fields)} });
    return true;
  }

  async drain(handle) {
    while (this.waiting.length > 0) {
      await handle(this.waiting.shift());
      this.done++;
    }
    logger.info('${thing} queue drained', { done: this.done });
    return this.done;
  }
}
`,
  (random, n, thing) => `async function notify${upper(thing)}${n}(customer, ${thing}) {
  const subject = \`${upper(thing)} \${${thing}.reference} is \${${thing}.status}\`;
  const target = customer.${random.pick(personal)};
  if (customer.settings.quiet) {
    logger.info('notification held back', { customer: customer.id, ${thing}: ${thing}.id });
    return;
  }
  ${saying(random, 'logger.info(`${subject} for ${target}`);', index % 40 === 0 ? 'announce(target);' : `before.announce(target);`, 'logger.info(subject, { customer: customer.id });')}
  await send(target, { subject, body: render('${thing}', { ${thing}, locale: customer.settings.locale }) });
}
`,
  (random, n, thing) => `function compare${upper(thing)}${n}(a, b, field = '${random.pick(fields)}') {
  switch (field) {
    case 'total':
      return (a.total || 0) - (b.total || 0);
    case 'createdAt':
      return a.createdAt < b.createdAt ? -1 : 1;
    default:
      return a.id.localeCompare(b.id);
  }
}
`,
];

/** A CommonJS module of about `lines` lines that uses the module before it. */
export function javascriptModule(random: Random, index: number, lines: number): string {
  const before = index % 40 === 0 ? '' : `const before = require('./module${index - 1}');\n`;
  const head = `'use strict';

const pino = require('pino');
const { render, send, store } = require('../platform');
${before}
const logger = pino();
const version = ${before === '' ? '1' : 'before.version + 1'};

function announce(text) {
  logger.info(\`announced \${text}\`);
}

`;
  return moduleOf(random, lines, { head, makers: makers(index), gap: '\n', foot: 'module.exports = { announce, version };\n' });
}
