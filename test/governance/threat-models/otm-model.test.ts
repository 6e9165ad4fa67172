import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'yaml';
import type { Inventory } from '../../../src/model';
import { newOtm } from '../../../src/governance/threat-models/otm-model';
import { codeGroups } from '../../../src/governance/threat-models/otm-parts';
import { addThreatStub, readThreatModel } from '../../../src/governance/threat-models/models';
import type { ThreatStub } from '../../../src/governance/threat-models/format';
import { applyTextEdits } from '../../../src/governance/text';
import { clinicModel } from '../samples';
import { newLines } from './format-rules';
import { publishedOtm } from './published';

const file = 'privacy/threat-model.otm.yaml';
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const stubs: ThreatStub[] = [
  { classId: 'pii-to-ai', classTitle: 'Personal data in an AI prompt', linddun: ['DD', 'L'], cwe: ['CWE-359'], dataTypes: ['diagnosis'], file: 'src/summary/ask.ts' },
  { classId: 'cleartext-transport', classTitle: 'Connection without encryption', linddun: ['DD'], cwe: [], dataTypes: [], file: 'worker/labs.py' },
  { classId: 'pii-to-ai', classTitle: 'Personal data in an AI prompt', linddun: ['DD', 'L'], cwe: ['CWE-359'], dataTypes: ['diagnosis'], file: 'worker/notes.py' },
];
const flow = (path: string, id: string, dataTypes: string[]): Inventory['flows'][number] => ({ file: path, range, symbol: '', dataTypes, to: 'http', recipient: { id, name: id === 'openai' ? 'OpenAI' : id, category: 'ai' }, encrypted: true, safeguards: [] });
const inventory: Pick<Inventory, 'data' | 'flows' | 'assets'> = {
  data: [
    { dataType: 'email', strength: 'certain', seenIn: [{ file: 'src/registration/form.ts', range, symbol: 'form', name: 'email' }] },
    { dataType: 'ethnicity', strength: 'maybe', seenIn: [{ file: 'src/x/y.ts', range, symbol: '', name: 'e' }] },
  ],
  flows: [flow('src/summary/ask.ts', 'openai', ['diagnosis']), flow('src/summary/again.ts', 'openai', ['name-full']), flow('worker/labs.py', 'labs.example', ['birth-date'])],
  assets: [{ id: 'pg', label: 'PostgreSQL', kind: 'database', seenIn: [{ file: 'src/registration/store.ts', range }] }],
};

interface Otm {
  representations: { id: string; type: string }[];
  trustZones: { id: string; representations: { representation: string }[] }[];
  components: { id: string; type: string; parent: { trustZone: string }; representations: { representation: string; id: string; file?: string }[]; assets?: { processed: string[] }; threats?: { threat: string }[] }[];
  dataflows: { id: string; source: string; destination: string; assets?: string[] }[];
  assets: { id: string; name: string }[];
  threats: { id: string; categories: string[]; risk: { likelihood: number | null; impact: number } }[];
}

const write = (name: string): string => newOtm({ file: name, project: 'Clinic', stubs, inventory, labelOf: (type) => type.toUpperCase() }).text;

describe('a threat model drawn from the code', () => {
  it('has the parts of the system, what flows between them, and a threat per class and data', () => {
    const model = parse(write(file)) as Otm;
    assert.deepEqual(model.components.map(({ id, type, representations }) => [id, type, representations.find(({ representation }) => representation === 'repository')?.file]), [
      ['registration', 'service', 'src/registration/**'], ['summary', 'service', 'src/summary/**'], ['worker', 'service', 'worker/**'],
      ['postgresql-database', 'database', undefined], ['labs-example', 'recipient', undefined], ['openai', 'recipient', undefined],
    ]);
    assert.deepEqual(model.dataflows.map(({ source, destination, assets }) => [source, destination, assets]), [
      ['summary', 'openai', ['pd-diagnosis', 'pd-name-full']], ['worker', 'labs-example', ['pd-birth-date']], ['registration', 'postgresql-database', undefined],
    ]);
    assert.deepEqual(model.assets.map(({ id, name }) => [id, name]), [['pd-birth-date', 'BIRTH-DATE'], ['pd-diagnosis', 'DIAGNOSIS'], ['pd-email', 'EMAIL'], ['pd-name-full', 'NAME-FULL']]);
    assert.deepEqual(model.threats.map(({ id, categories }) => [id, categories]), [
      ['THR-AI-DIAGNOSIS', ['LINDDUN-DD', 'LINDDUN-L', 'STRIDE-I']], ['THR-CLEARTEXT-TRANSPORT', ['LINDDUN-DD', 'STRIDE-I', 'STRIDE-T']],
    ]);
    assert.ok(model.threats.every(({ risk }) => risk.likelihood === null && risk.impact === 0), 'nothing is judged');
    assert.deepEqual(model.components.filter(({ threats }) => (threats ?? []).some(({ threat }) => threat === 'THR-AI-DIAGNOSIS')).map(({ id }) => id), ['summary', 'worker']);
    assert.equal(write(file), write(file));
  });

  it('reads back with every threat on its code', () => {
    const { value, problems } = readThreatModel(file, write(file));
    assert.deepEqual(problems, []);
    assert.deepEqual(value.map(({ id, files, classes }) => [id, files, classes]), [
      ['THR-AI-DIAGNOSIS', ['src/summary/**', 'worker/**'], ['pii-to-ai']], ['THR-CLEARTEXT-TRANSPORT', ['worker/**'], ['cleartext-transport']],
    ]);
    for (const stub of stubs) assert.equal(addThreatStub(file, write(file), stub, 'Clinic').edit, undefined);
  });

  it('is drawn by the import of Threat Dragon: JSON, a diagram, known ends, kinds it can guess, ids that stand once', () => {
    const model = JSON.parse(write('privacy/threat-model.otm.json')) as Otm;
    const diagrams = model.representations.filter(({ type }) => type === 'diagram').map(({ id }) => id);
    assert.equal(diagrams.length, 1);
    const drawn = model.components.filter(({ representations }) => representations.some(({ representation }) => diagrams.includes(representation))).map(({ id }) => id);
    assert.deepEqual(drawn, model.components.map(({ id }) => id));
    for (const { source, destination } of model.dataflows) assert.ok(drawn.includes(source) && drawn.includes(destination));
    for (const { parent } of model.components) assert.ok(model.trustZones.some(({ id }) => id === parent.trustZone));
    assert.ok(model.trustZones.every(({ representations }) => representations.some(({ representation }) => diagrams.includes(representation))));
    const ids = [...model.components, ...model.dataflows, ...model.trustZones].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(model.components.map(({ type }) => (/database/.test(type) ? 'store' : /service/.test(type) ? 'process' : 'actor')), ['process', 'process', 'process', 'store', 'actor', 'actor']);
  });

  it('takes folders as parts, and files beside them as one more', () => {
    assert.deepEqual(codeGroups(['src/orders/api/log.ts', 'src/orders/a.ts', 'src/server.ts', 'main.py', 'worker/a/b.py'], 'Shop'), [
      { glob: '*', name: 'Shop' }, { glob: 'src/*', name: 'Shop' }, { glob: 'src/orders/**', name: 'orders' }, { glob: 'worker/**', name: 'worker' },
    ]);
  });
});

describe('the published schema of the Open Threat Model', () => {
  let published: ReturnType<typeof publishedOtm>;
  before(function () {
    this.timeout(120_000);
    published = publishedOtm();
  });

  it('accepts what is written: a new model, as YAML and as JSON, and a threat added to one people wrote', function () {
    if (!published) return this.skip();
    const validate = new Ajv({ strict: false, allErrors: true }).compile(published.schema);
    for (const text of [write(file), write('x.json'), newOtm({ file, project: 'Clinic', stubs: stubs.slice(0, 1) }).text]) assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    const { edit } = addThreatStub(file, clinicModel, stubs[0] ?? assert.fail(), 'Clinic');
    const added = parse(applyTextEdits(clinicModel, edit?.edits ?? [])) as { threats: unknown[] };
    assert.ok(new Ajv({ strict: false }).compile({ ...(published.schema as { definitions: object; properties: { threats: object } }).properties.threats, definitions: (published.schema as { definitions: object }).definitions })(added.threats));
  });

  it('comes with examples by others, which are read and keep every line when a threat is added', function () {
    if (!published) return this.skip();
    assert.equal(published.examples.length, 2);
    for (const example of published.examples) {
      const { value, problems } = readThreatModel('tm.yaml', example);
      assert.deepEqual(problems, []);
      assert.equal(value.length, (parse(example) as { threats?: unknown[] }).threats?.length ?? 0);
      const { edit } = addThreatStub('tm.yaml', example, stubs[0] ?? assert.fail(), 'x');
      const after = applyTextEdits(example, edit?.edits ?? []);
      assert.ok(newLines(example, after).some((line) => line.includes('THR-AI-DIAGNOSIS')));
      assert.equal(readThreatModel('tm.yaml', after).value.length, value.length + 1);
    }
  });
});
