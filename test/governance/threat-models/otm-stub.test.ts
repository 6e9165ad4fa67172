import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addThreatStub, readThreatModel } from '../../../src/governance/threat-models/models';
import type { ThreatStub } from '../../../src/governance/threat-models/format';
import { applyTextEdits } from '../../../src/governance/text';
import { clinicModel } from '../samples';

const file = 'privacy/threat-model.otm.yaml';
const stub: ThreatStub = { classId: 'pii-to-ai', classTitle: 'Personal data in AI prompts', linddun: ['DD', 'L'], cwe: ['CWE-201'], dataTypes: ['diagnosis'], file: 'src/letters/send.ts' };

function added(text: string | undefined, over: Partial<ThreatStub> = {}, path = file): string {
  const { edit, problems } = addThreatStub(path, text, { ...stub, ...over }, 'Clinic');
  assert.deepEqual(problems, []);
  return applyTextEdits(text ?? '', edit?.edits ?? []);
}

/** Lines of the text after that are not in the text before, in order; the lines of before have to be there unchanged. */
function newLines(before: string, after: string): string[] {
  const old = before.split('\n');
  let at = 0;
  const fresh = after.split('\n').filter((line) => {
    if (line === old[at]) at++;
    else return true;
    return false;
  });
  assert.equal(at, old.length, 'a line of the person is gone or changed');
  return fresh;
}

describe('adding a threat stub', () => {
  it('creates a model that reads back', () => {
    const text = added(undefined);
    const { value, problems } = readThreatModel(file, text);
    assert.deepEqual(problems, []);
    assert.deepEqual([value[0]?.classes, value[0]?.files, value[0]?.dataTypes], [['pii-to-ai'], ['src/letters/**'], ['diagnosis']]);
  });

  for (const [what, notes] of [['no notes', ''], ['an empty list', '    threats: []\n'], ['a note', '    threats:\n      - threat: OLD\n        state: exposed\n']] as const) {
    it(`gives a model its first threat behind components that stand last (${what})`, () => {
      const before = `otmVersion: 0.2.0\nproject: {name: Clinic, id: clinic}\ncomponents:\n  - id: letters\n    name: Letters\n    type: service\n    parent: {trustZone: app}\n    representations:\n      - representation: code\n        id: letters-code\n        file: src/letters/**\n${notes}`;
      const after = added(before);
      const { value, problems } = readThreatModel(file, after);
      assert.deepEqual([value.map(({ id, files }) => [id, files]), problems.filter(({ message }) => !message.includes('OLD'))], [[['THR-AI-DIAGNOSIS', ['src/letters/**']]], []]);
      assert.equal(addThreatStub(file, after, stub, 'Clinic').edit, undefined);
    });
  }

  it('appends to lists in the style they have and keeps every other line', () => {
    // The list of `letters` is in flow style on one line, which takes the entry.
    const before = clinicModel.replace('threats: [{threat: THR-DISCLOSE, state: mitigated}]', 'threats:\n      - {threat: THR-DISCLOSE, state: mitigated}  # done');
    assert.deepEqual(newLines(before, added(before)), [
      '      - {threat: THR-AI-DIAGNOSIS, state: exposed}',
      '  - id: THR-AI-DIAGNOSIS',
      '    name: "Personal data in AI prompts: diagnosis"',
      '    description: Draft from the code. People reword it and judge likelihood and impact.',
      '    categories: [LINDDUN-DD, LINDDUN-L, STRIDE-I]',
      '    cwes: [CWE-201]',
      '    risk: {likelihood: null, impact: 0, impactComment: "not judged yet, 0 is a placeholder"}',
      '    attributes: {class: pii-to-ai, data: diagnosis}',
    ]);
    assert.match(added(clinicModel), /threats: \[\{threat: THR-DISCLOSE, state: mitigated\}, \{threat: THR-AI-DIAGNOSIS, state: exposed\}\]/);
    assert.match(added(clinicModel), /# a note about this threat\n {2}- id: THR-AI-DIAGNOSIS/);
  });

  it('reuses the threat that says it already', () => {
    const again = addThreatStub(file, added(clinicModel), stub, 'Clinic');
    assert.deepEqual(again, { target: `${file}#THR-AI-DIAGNOSIS`, problems: [] });
  });

  it('notes a known threat on another component instead of adding it twice', () => {
    const first = added(clinicModel);
    const second = added(first, { file: 'src/appointments/book.ts' });
    assert.deepEqual(newLines(first, second), ['      - threat: THR-AI-DIAGNOSIS', '        state: exposed']);
  });

  it('keeps JSON as JSON', () => {
    const json = '{\n  "otmVersion": "0.2.0",\n  "project": {"name": "x", "id": "x"},\n  "threats": [\n    {"id": "T1", "name": "a", "risk": {"likelihood": 1, "impact": 1}}\n  ]\n}\n';
    const text = added(json, {}, 'model.otm.json');
    const model = JSON.parse(text) as { threats: { id: string }[] };
    assert.deepEqual(model.threats.map((threat) => threat.id), ['T1', 'THR-AI-DIAGNOSIS']);
    const bare = JSON.parse(added('{"otmVersion":"0.2.0","project":{"name":"x","id":"x"}}', {}, 'model.otm.json')) as { threats: { id: string }[] };
    assert.equal(bare.threats[0]?.id, 'THR-AI-DIAGNOSIS');
  });

  for (const [what, text] of [
    ['no list', 'otmVersion: 0.2.0\nproject: {name: x, id: x}\n'],
    ['no final line end', 'otmVersion: 0.2.0\nproject: {name: x, id: x}'],
    ['an empty flow list', 'otmVersion: 0.2.0\nthreats: []   # none yet\nmitigations: []\n'],
    ['a key without value', 'otmVersion: 0.2.0\nthreats:   # none yet\nmitigations: []\n'],
    ['null', 'otmVersion: 0.2.0\nthreats: ~\nmitigations: []\n'],
    ['a list without indentation', 'otmVersion: 0.2.0\nthreats:\n- id: A\n  name: a\n  risk: {likelihood: 1, impact: 1}\n# about mitigations\nmitigations: []\n'],
    ['a flow list over lines', 'otmVersion: 0.2.0\nthreats: [\n  {id: A, name: a}, # first\n  {id: B, name: b} # second\n]\nmitigations: []\n'],
    ['a trailing comma', 'otmVersion: 0.2.0\nthreats: [\n  {id: A, name: a},\n]\n'],
    ['a block text at the end', 'otmVersion: 0.2.0\nthreats:\n  - id: A\n    description: |\n      two\n\n      lines\n\n'],
    ['everything in flow', '{otmVersion: 0.2.0, threats: [{id: A, name: a}]}\n'],
  ] as const) {
    for (const crlf of [false, true]) {
      it(`takes a model with ${what}${crlf ? ' and CRLF' : ''}`, () => {
        const before = crlf ? text.replace(/\n/g, '\r\n') : text;
        const after = added(before);
        const { value, problems } = readThreatModel(file, after);
        assert.deepEqual(problems, []);
        assert.equal(value.at(-1)?.id, 'THR-AI-DIAGNOSIS', after);
        for (const comment of before.match(/#[^\r\n]*/g) ?? []) assert.ok(after.includes(comment), comment);
        if (crlf) assert.ok(!/(?<!\r)\n/.test(after), 'a lone line feed');
        assert.equal(readThreatModel(file, before).value.length + 1, value.length);
      });
    }
  }

  it('changes nothing in a model that cannot be read', () => {
    const { edit, target, problems } = addThreatStub(file, 'otmVersion: [\n', stub, 'Clinic');
    assert.deepEqual([edit, target, problems.length > 0], [undefined, undefined, true]);
  });

  it('holds any names', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, type) => {
      const text = applyTextEdits(clinicModel, addThreatStub(file, clinicModel, { ...stub, classTitle: title, dataTypes: [type.replace(/,/g, '') || 'x'] }, 'x').edit?.edits ?? []);
      assert.deepEqual(readThreatModel(file, text).problems, [], text);
    }), { numRuns: 50 });
  });
});
