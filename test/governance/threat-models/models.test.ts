import assert from 'node:assert/strict';
import { linkFindings, resolveLink } from '../../../src/governance/links';
import { isThreatModel, readThreatModel } from '../../../src/governance/threat-models/models';
import { uuidOf } from '../../../src/governance/threat-models/uuid';
import { readArtefacts } from '../../../src/project/artefacts';
import { clinicModel, finding } from '../samples';

const dragon = JSON.stringify({ version: '2', summary: { title: 'x' }, detail: { diagrams: [{ cells: [{ id: 'c', data: { type: 'tm.Process', threats: [{ id: 'b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10', number: 12, title: 'A', type: 'Disclosure of information' }] } }] }] } });
const agile = 'threagile_version: 1.0.0\nrisk_tracking:\n  unencrypted-asset@vault:\n    status: accepted\n';

function artefacts(files: Readonly<Record<string, string>>): ReturnType<typeof readArtefacts> {
  return readArtefacts({ read: (file) => Promise.resolve(files[file]), below: () => Promise.resolve([]) }, true);
}

describe('threat models of several formats', () => {
  it('are told by their content, whatever they are called', () => {
    assert.deepEqual([clinicModel, dragon, agile].map((text) => readThreatModel('privacy/model.txt', text).value.at(-1)?.id), ['THR-DISCLOSE', 'b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10', 'unencrypted-asset@vault']);
    assert.deepEqual(['openapi: 3.1.0\n', '{"summary": 1, "detail": 2}', 'otmVersion'].map((text) => isThreatModel('x.yaml', text)), [false, false, false]);
    assert.deepEqual([clinicModel, dragon, agile].map((text) => isThreatModel('x.yaml', text)), [true, true, true]);
  });

  it('resolve links by native id, by the number Threat Dragon shows, and by tracking key', () => {
    const model = { threats: [...readThreatModel('a.json', dragon).value, ...readThreatModel('b.yaml', agile).value], assessments: [] };
    for (const text of ['a.json#b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10', 'a.json#T12', 'T12']) assert.equal(resolveLink(text, model).value?.id, 'b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10', text);
    assert.equal(resolveLink('b.yaml#unencrypted-asset@vault', model).value?.file, 'b.yaml');
  });

  it('speak for the code the team file names, and for no other', async () => {
    const { model, threatModels, problems } = await artefacts({
      'privacy/shipmate.yml': 'threat_models:\n  - {file: docs/a.json, where: "src/appointments/**"}\n  - {file: docs/b.otm.yaml, where: "src/letters/**"}\n  - {file: docs/gone.yaml}\n',
      'docs/a.json': dragon,
      'docs/b.otm.yaml': clinicModel,
    });
    assert.deepEqual(threatModels, ['docs/a.json', 'docs/b.otm.yaml']);
    assert.deepEqual(problems.map(({ file, level, range, message }) => [file, level, range.start.line, message]), [['privacy/shipmate.yml', 'information', 3, 'There is no file docs/gone.yaml yet. "Create Threat Model Stub" writes it from the code.']]);
    const links = linkFindings([finding(), finding({ file: 'src/letters/send.ts', dataTypes: ['diagnosis'] }), finding({ file: 'src/other.ts' })], model, () => ['DD']).map(({ threats }) => threats.map(({ target, how }) => `${target} ${how}`));
    // The Threat Dragon model says of no element which code it is: the part of the repository it speaks for counts.
    assert.deepEqual(links, [['docs/a.json#b3a50e39-4cbf-4a5b-a2cb-4b0a6dfb3e10 derived'], ['docs/b.otm.yaml#THR-DISCLOSE derived'], []]);
  });

  it('with two parts of the code in the team file are read once', async () => {
    const { model } = await artefacts({ 'privacy/shipmate.yml': 'threat_models: [{file: a.json, where: "src/a/**"}, {file: a.json, where: "src/b/**"}]\n', 'a.json': dragon });
    assert.deepEqual(model.threats.map(({ where }) => where), [['src/a/**', 'src/b/**']]);
  });

  it('get ids that are the same on every machine', () => {
    assert.equal(uuidOf('pii-in-logs', 'email', 'p1'), uuidOf('pii-in-logs', 'email', 'p1'));
    assert.match(uuidOf('a'), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ids = new Set(Array.from({ length: 2000 }, (_, at) => uuidOf('pii-in-logs', 'email', `cell-${at}`)));
    assert.equal(ids.size, 2000);
  });
});
