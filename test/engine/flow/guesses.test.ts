import assert from 'node:assert/strict';
import { factsOf, workspaceOf } from '../../support/workspace';

const recorder = 'import pino from "pino";\nconst out = pino();\nexport class Recorder {\n  recordVisit(what: string): void { out.info(what); }\n}\n';
const customer = 'export interface Customer { id: string; email: string; name: string }\n';

async function guessedOf(texts: Record<string, string>): Promise<string[]> {
  return (await workspaceOf(texts)).findings().map(({ file, range, guessed, strength }) => `${file}:${range.start.line + 1} ${strength}${guessed.map((rung) => ` rung ${rung}`).join('')}`);
}

describe('findings that rest on a guess', () => {
  it('a receiver by its name alone takes certainty away', async () => {
    const use = (type: string): string => `import type { Customer } from './customer';\nimport pino from 'pino';\nexport function visit(customer: Customer, logger${type}) {\n  logger.info(customer.email);\n}\n`;
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'use.ts': use('') }), ['use.ts:4 likely rung 5']);
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'use.ts': use(': pino.Logger') }), ['use.ts:4 certain']);
  });

  it('the only method of a name lowers by one: what is certain is likely, what is likely is none', async () => {
    const use = (parameter: string): string => `import type { Customer } from './customer';\nexport function visit(box: any, ${parameter}) {\n  box.book.recordVisit(one.email);\n}\n`;
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'recorder.ts': recorder, 'use.ts': use('one: Customer') }), ['use.ts:3 likely rung 6']);
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'recorder.ts': recorder, 'use.ts': use('one') }), []);
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'recorder.ts': recorder, 'more.ts': recorder, 'use.ts': use('one: Customer') }), [], 'two of that name: nobody guesses');
  });

  it('a guess counts on the whole way: through a function that forwards, and for what a method gives', async () => {
    const forward = "import type { Customer } from './customer';\nfunction note(box: any, text: string): void { box.book.recordVisit(text); }\nexport function visit(box: any, customer: Customer) {\n  note(box, customer.email);\n}\n";
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'recorder.ts': recorder, 'use.ts': forward }), ['use.ts:4 likely rung 6']);
    const given = "import type { Customer } from './customer';\nexport class Desk {\n  constructor(private readonly customer: Customer) {}\n  currentLine(): string { return this.customer.email; }\n}\n";
    const show = 'export function show(box: any) {\n  console.log(box.desk.currentLine());\n}\n';
    assert.deepEqual(await guessedOf({ 'customer.ts': customer, 'desk.ts': given, 'show.ts': show }), ['show.ts:2 likely rung 6']);
  });

  it('a finding rests on none where one of two ways was not guessed', async () => {
    const use = "import type { Customer } from './customer';\nimport pino from 'pino';\nexport function visit(customer: Customer, logger) {\n  const to = customer.id ? logger : pino();\n  to.info(customer.email);\n}\n";
    const [line] = await guessedOf({ 'customer.ts': customer, 'use.ts': use });
    assert.doesNotMatch(line ?? 'rung', /rung/);
  });

  it('an edit elsewhere that ends a guess is told by whoever calls', async () => {
    const forward = (type: string): string => `import { Recorder } from './recorder';\nexport function note(box${type}, text: string): void { box.recordVisit(text); }\n`;
    const texts = { 'customer.ts': customer, 'recorder.ts': recorder, 'note.ts': forward(''), 'use.ts': "import { note } from './note';\nimport type { Customer } from './customer';\nexport function visit(box: any, customer: Customer) {\n  note(box, customer.email);\n}\n" };
    const workspace = await workspaceOf(texts);
    assert.deepEqual(workspace.findings().map(({ guessed }) => guessed), [[6]]);
    workspace.apply({ files: await factsOf({ 'note.ts': forward(': Recorder') }) });
    assert.deepEqual(workspace.findings().map(({ guessed, strength }) => [guessed, strength]), [[[], 'certain']]);
  });
});
