import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSyntax, type Syntax } from '../../../src/engine/syntax';
import { changeBetween } from '../../../src/project/open-code';
import { readWasm } from '../../support/rules';

const typescript = [
  "import { logger } from './log';\n", 'export interface Patient {\n  id: string;\n  email: string;\n  visits: { at: Date; note?: string }[];\n}\n',
  'export class Clinic {\n  private readonly patients = new Map<string, Patient>();\n\n  admit(patient: Patient): void {\n    this.patients.set(patient.id, patient);\n    logger.info(`admitted ${patient.id} – ${patient.email}`);\n  }\n}\n',
  'export function longest(all: readonly Patient[]): Patient | undefined {\n  let found: Patient | undefined;\n  for (const one of all) {\n    if (!found || one.visits.length > found.visits.length) found = one;\n  }\n  return found;\n}\n',
  'const labels = { home: "zu Hause", away: "無" } as const;\nexport default labels;\n',
];
const python = [
  'import logging\n\nlog = logging.getLogger(__name__)\n\n', 'class Patient:\n    def __init__(self, email: str, visits: list[str]) -> None:\n        self.email = email\n        self.visits = visits\n\n    def label(self) -> str:\n        return f"{self.email} – {len(self.visits)}"\n\n',
  'def longest(patients):\n    found = None\n    for one in patients:\n        if found is None or len(one.visits) > len(found.visits):\n            found = one\n    return found\n\n', 'NAMES = {\n    "home": "zu Hause",\n    "away": "無",\n}\n',
];

/** One replacement: where from and how much of the text, and what comes instead. */
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), gone: fc.integer({ min: 0, max: 12 }), text: fc.constantFrom('', 'x', ' ', '\n', '    ', '(', ')', '{', '}', '"', "'", ':', 'return one\n', 'if (a) b();\n', '// note\n', '# note\n') });

describe('Edits of an open tree', () => {
  let syntax: Syntax;
  before(async () => {
    syntax = await createSyntax(readWasm);
    await syntax.load('typescript', 'typescript/typescript.wasm');
    await syntax.load('python', 'python/python.wasm');
  });

  for (const [grammar, parts] of [['typescript', typescript], ['python', python]] as const) {
    it(`${grammar}: give the tree of the text, whatever was edited before`, () => {
      fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.array(fc.constantFrom(...parts), { minLength: 2, maxLength: 8 }), (edits, chosen) => {
        let text = chosen.join('');
        const open = syntax.open(grammar, text);
        try {
          for (const { at, gone, text: typed } of edits) {
            const from = Math.floor(at * text.length);
            const next = text.slice(0, from) + typed + text.slice(from + gone);
            const seen = open.preview(changeBetween(text, next), next);
            const flat = open.edit(changeBetween(text, next), next);
            text = next;
            assert.deepEqual([...seen.words], [...flat.words], 'a preview is what the edit gives');
            const whole = syntax.parse(grammar, text);
            // How broken code is recovered depends on the tree before; code that reads has one tree.
            if (whole.hasError || flat.hasError) continue;
            assert.deepEqual([...flat.words], [...whole.words], text);
          }
        } finally {
          open.close();
        }
      }), { numRuns: 300 });
    });
  }

  it('take what an edit left alone from the tree before', () => {
    const text = typescript.join('');
    const open = syntax.open('typescript', text);
    const next = text.replace('found = one', 'found = two');
    assert.deepEqual([...open.edit(changeBetween(text, next), next).words], [...syntax.parse('typescript', next).words]);
    open.close();
  });
});
