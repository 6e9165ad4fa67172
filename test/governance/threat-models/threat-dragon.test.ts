import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addThreatStub, readThreatModel, threatPlaces } from '../../../src/governance/threat-models/models';
import type { ThreatStub } from '../../../src/governance/threat-models/format';
import { applyTextEdits } from '../../../src/governance/text';
import { threatDragonFaults } from './format-rules';

const file = 'docs/tm/clinic.json';
const stub: ThreatStub = { classId: 'pii-in-logs', classTitle: 'Personal data in logs', linddun: ['DD', 'NR'], cwe: ['CWE-532'], dataTypes: ['email'], file: 'src/appointments/book.ts' };

const cell = (id: string, type: string, name: string, over: object = {}): object => ({
  position: { x: 60, y: 60 }, size: { width: 160, height: 80 }, attrs: { text: { text: name }, body: { stroke: '#333333', strokeWidth: 1.5, strokeDasharray: null } }, visible: true, shape: type.slice(3).toLowerCase(), zIndex: 1, id,
  data: { type, name, description: '', outOfScope: false, reasonOutOfScope: '', threats: [], hasOpenThreats: false, ...over },
});
const threat = (id: string, number: number, over: object = {}): object => ({
  id, title: 'Addresses readable in logs', status: 'Open', severity: 'Medium', type: 'Disclosure of information', description: '', mitigation: '', modelType: 'LINDDUN', new: false, number, score: '', ...over,
});
const mitigated = '7f3c2f0a-2d44-4c54-8e30-0c7f6a2b9e11';
const model = {
  version: '2.6.2',
  summary: { title: 'Clinic', owner: 'Care team', description: 'Größe – ünïcode', id: 0 },
  detail: {
    contributors: [{ name: '@care-lead' }],
    diagrams: [{
      id: 0, title: 'Booking', diagramType: 'LINDDUN', placeholder: '', thumbnail: './thumbnail.jpg', version: '2.6.2', unknown: { kept: true },
      cells: [
        cell('a1', 'tm.Actor', 'Patient'),
        cell('p1', 'tm.Process', 'Booking service', { description: 'Node service [where=src/appointments/**]' }),
        cell('s1', 'tm.Store', 'Application\nlog', { isALog: true, hasOpenThreats: true, threats: [
          threat(mitigated, 3, { status: 'Mitigated', description: 'Seen in spring. [RISK-0007] [CWE-532] [class: log-leak] [data: phone-number] [LINDDUN Nr.1]' }),
          threat('b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10', 7, { type: 'Information disclosure', modelType: 'STRIDE' }),
        ] }),
        cell('b1', 'tm.BoundaryBox', 'Clinic', { isTrustBoundary: true }),
      ],
    }],
    diagramTop: 1, reviewer: '', threatTop: 7,
  },
};
const text = `${JSON.stringify(model, null, 2)}\n`;

function added(before: string, over: Partial<ThreatStub> = {}, place?: string): string {
  const { edit, problems } = addThreatStub(file, before, { ...stub, ...over }, 'Clinic', place);
  assert.deepEqual(problems, []);
  return applyTextEdits(before, edit?.edits ?? []);
}

describe('a Threat Dragon model', () => {
  it('gives the threats of its cells, with what their texts state', () => {
    const { value, problems } = readThreatModel(file, text);
    assert.deepEqual(problems, []);
    assert.deepEqual(value.map(({ id, aliases, state, linddun, classes, dataTypes, parts }) => [id.slice(0, 4), aliases, state, linddun, classes, dataTypes, parts?.[0]?.id]), [
      ['7f3c', ['T3'], 'Mitigated', ['DD', 'NR'], ['pii-in-logs'], ['phone-number'], 's1'],
      ['b3a5', ['T7'], 'Open', ['DD'], [], [], 's1'],
    ]);
    const [first] = value;
    assert.equal(text.split('\n')[first?.range.start.line ?? 0]?.includes(mitigated), true);
  });

  it('is read where threats stand as the published schema says, and without ids', () => {
    const other = { ...model, detail: { ...model.detail, diagrams: [{ id: 0, cells: [{ id: 'c', data: { type: 'tm.Flow', hasOpenThreats: true }, threats: [{ threatId: 'x-1', title: 'A' }, { number: 4, title: 'B' }, { title: 'C' }] }] }] } };
    const { value, problems } = readThreatModel(file, JSON.stringify(other));
    assert.deepEqual(value.map(({ id }) => id), ['x-1', 'T4']);
    assert.match(problems[0]?.message ?? '', /neither `id` nor `number`/);
  });

  it('takes a threat on the element that stands for the file, and changes nothing else', () => {
    const after = added(text);
    assert.deepEqual(threatDragonFaults(after), []);
    const parsed = JSON.parse(after) as typeof model;
    const [fresh] = (parsed.detail.diagrams[0]?.cells[1] as { data: { threats: Record<string, unknown>[] } }).data.threats;
    assert.deepEqual([fresh?.number, parsed.detail.threatTop, fresh?.type, fresh?.modelType, fresh?.status], [8, 8, 'Disclosure of information', 'LINDDUN', 'Open']);
    assert.match(String(fresh?.description), /\[class=pii-in-logs\] \[data=email\] \[CWE-532\]/);
    // It is what the tool itself would have saved: byte for byte.
    const expected = structuredClone(model);
    const { data } = expected.detail.diagrams[0]?.cells[1] as { data: Record<string, unknown> };
    Object.assign(data, { threats: [fresh], hasOpenThreats: true });
    expected.detail.threatTop = 8;
    assert.equal(after, `${JSON.stringify(expected, null, 2)}\n`);
    const read = readThreatModel(file, after).value.find(({ id }) => id === fresh?.id);
    assert.deepEqual([read?.classes, read?.dataTypes, read?.files], [['pii-in-logs'], ['email'], ['src/appointments/**']]);
  });

  it('gives the same id for the same class, data and element, on every run', () => {
    assert.equal(added(text), added(text));
    const ids = ['p1', 's1'].map((place) => addThreatStub(file, text, stub, 'Clinic', place).target);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(addThreatStub(file, added(text), stub, 'Clinic').edit, undefined);
  });

  for (const [what, indent, lineEnd] of [['two blanks', 2, '\n'], ['tabs and CRLF', '\t', '\r\n'], ['one line', 0, '\n']] as const) {
    it(`lays a further threat out as the ones before it (${what})`, () => {
      const before = `${JSON.stringify(model, null, indent)}\n`.replace(/\n/g, lineEnd);
      const after = added(before, {}, 's1');
      assert.deepEqual(threatDragonFaults(after), []);
      const expected = structuredClone(model);
      const { threats } = (expected.detail.diagrams[0]?.cells[2] as { data: { threats: object[] } }).data;
      threats.push(((JSON.parse(after) as typeof model).detail.diagrams[0]?.cells[2] as { data: { threats: object[] } }).data.threats[2] ?? {});
      expected.detail.threatTop = 8;
      assert.equal(after, `${JSON.stringify(expected, null, indent)}\n`.replace(/\n/g, lineEnd));
    });
  }

  for (const [what, data] of [
    ['no list and no flag', { type: 'tm.Process', name: 'Booking' }], ['an empty object', {}], ['nothing', undefined], ['a flag and no list', { type: 'tm.Process', hasOpenThreats: false }],
  ] as const) {
    for (const indent of [0, 4]) {
      it(`writes the first threat where the element has ${what} (${indent === 0 ? 'one line' : 'by lines'})`, () => {
        const { threatTop: _, ...detail } = model.detail;
        const before = JSON.stringify({ ...model, detail: { ...detail, diagrams: [{ id: 0, cells: [{ id: 'p9', shape: 'process', zIndex: 1, ...(data ? { data } : {}) }] }] } }, null, indent);
        const after = added(before, {}, 'p9');
        assert.deepEqual(threatDragonFaults(after), []);
        const parsed = JSON.parse(after) as typeof model;
        const { data: now } = parsed.detail.diagrams[0]?.cells[0] as { data: { threats: unknown[]; hasOpenThreats: boolean } };
        assert.deepEqual([now.threats.length, now.hasOpenThreats, parsed.detail.threatTop], [1, true, 1]);
        assert.equal(readThreatModel(file, after).value.length, 1);
        if (indent > 0 && data && 'type' in data) assert.equal(after, JSON.stringify(parsed, null, indent));
      });
    }
  }

  it('asks for an element where none stands for the file, and offers only those that take such a threat', () => {
    const elsewhere = { ...stub, file: 'src/letters/send.ts' };
    assert.deepEqual(threatPlaces(file, text, elsewhere).map(({ id, title, detail }) => [id, title, detail]), [['p1', 'Booking service', 'process · Booking'], ['s1', 'Application log', 'store · Booking']]);
    assert.deepEqual(threatPlaces(file, text, { ...elsewhere, linddun: ['L', 'U'] }).map(({ id }) => id), ['a1', 'p1', 's1']);
    assert.deepEqual(threatPlaces(file, text, stub), []);
    const { edit, problems } = addThreatStub(file, text, elsewhere, 'Clinic');
    assert.deepEqual([edit, problems[0]?.level], [undefined, 'error']);
  });

  it('overwrites nothing it cannot read', () => {
    for (const [broken, message] of [
      [text.replace('  "summary"', '<<<<<<< ours\n  "summary"'), /merge was left open/],
      [text.replace('"detail": {', '"detail": {{'), /Invalid JSON/],
      [text.replace('"owner"', '"title"'), /"title" stands twice/],
      [text.replace('"reviewer": ""', 'reviewer: x'), /not plain JSON/],
    ] as const) {
      const { edit, problems } = addThreatStub(file, broken, stub, 'Clinic');
      assert.equal(edit, undefined);
      assert.match(problems[0]?.message ?? '', message);
    }
  });

  it('says so where it was written by version 1', () => {
    const old = { summary: { title: 'x' }, detail: { diagrams: [{ title: 'a', diagramJson: { cells: [] } }] } };
    assert.match(readThreatModel(file, JSON.stringify(old)).problems[0]?.message ?? '', /Threat Dragon 1/);
  });

  it('holds any names', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, name) => {
      const before = JSON.stringify({ ...model, summary: { ...model.summary, title: name } }, null, 2);
      const after = added(before, { classTitle: title });
      assert.deepEqual(threatDragonFaults(after), []);
      assert.deepEqual(readThreatModel(file, after).problems, []);
    }), { numRuns: 20 });
  });
});
