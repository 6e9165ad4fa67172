import assert from 'node:assert/strict';
import { requests, type GovernanceOverview } from '../../src/server/protocol';
import { modelPath, ordersModel as model, shop } from './projects';
import { startHarness, type Harness } from './harness';

const pia = '---\npia: PIA-001\ntitle: Orders\nstatus: draft\nscope: {paths: ["src/**"]}\n---\n\n# Orders\n';
const team = 'version: 1\nroles: {owner: "@lead", champion: "@champion", dpo: "@dpo"}\n';
const decisionPath = 'privacy/decisions/pii-in-logs-confirm.yml';

/** A decision about the finding of the shop, on lines of its own. */
const decision = (fingerprint: string, lines: string): string =>
  `version: 1\nfinding: {class: pii-in-logs, fingerprint: ${fingerprint}, path: src/orders/confirm.ts, symbol: confirmOrder, data: [email]}\n${lines}history: [{on: 2026-11-20, by: "@dev", did: "asked to accept until 2026-12-24"}]\n`;
const accepted = (until: string): string => `decision: {kind: accept-until, until: ${until}, reason: "redaction ships in December"}\nowner: "@lead"\n`;
const signed = 'sign_offs: [{role: owner, by: "@lead", on: 2026-11-20, verdict: approved}]\n';

describe('the governance view', () => {
  let server: Harness;
  let fingerprint = '';
  afterEach(() => server.stop());
  before(async () => {
    server = await startHarness(shop);
    await server.scanned();
    fingerprint = (await server.ask(requests.overview, null)).findings[0]?.fingerprint ?? '';
    await server.stop();
  });

  const overviewOf = async (files: Record<string, string>): Promise<GovernanceOverview> => {
    server = await startHarness({ ...shop, ...files });
    await server.scanned();
    return server.ask(requests.governance, null);
  };
  const lines = (items: GovernanceOverview['waiting']): [string, string, number][] => items.map(({ title, detail, range }) => [title, detail, range.start.line]);

  it('is empty without privacy files', async () => {
    assert.deepEqual(await overviewOf({}), { waiting: [], due: [], agreed: [], threatModels: [], assessments: [], problems: [] });
  });

  it('says what waits for whom, with the finding to sign, at its line', async () => {
    const { waiting, due, agreed, problems } = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, `status: decision-requested\n${accepted('2026-12-24')}sign_offs: []\n`) });
    assert.deepEqual(lines(waiting), [['Email goes to the log.', 'accept until 2026-12-24, waits for the decision of @lead (owner), @lead', 5]]);
    assert.deepEqual([due, agreed, problems], [[], [], []]);
    const [item] = waiting;
    assert.equal(item?.uri, server.uri(decisionPath));
    assert.deepEqual(item.finding, { uri: server.uri('src/orders/confirm.ts'), fingerprint });
    assert.ok(await server.ask(requests.decisionChoices, item.finding));
  });

  it('what was handed on waits too', async () => {
    const { waiting } = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, 'status: decision-requested\ndecision: {kind: escalate, reason: "the two of us see it differently"}\n') });
    assert.deepEqual(waiting.map(({ detail }) => detail), ['escalated']);
  });

  it('lists what counts with its last day, and what has ended or is late', async () => {
    const agreed = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, `status: decision-approved\n${accepted('2026-12-24')}${signed}`) });
    assert.deepEqual(lines(agreed.agreed), [['Email goes to the log.', 'until 2026-12-24, redaction ships in December', 3]]);
    assert.deepEqual([agreed.waiting, agreed.due], [[], []]);
    await server.stop();
    const ended = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, `status: decision-approved\n${accepted('2026-11-20')}${signed}`) });
    assert.deepEqual([ended.agreed, lines(ended.due), ended.problems], [[], [['Email goes to the log.', 'ended on 2026-11-20', 3]], []]);
    await server.stop();
    const late = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, 'status: investigating\ndue: 2026-11-19\n') });
    assert.deepEqual(lines(late.due), [['Email goes to the log.', 'was due on 2026-11-19, being looked into', 3]]);
    assert.deepEqual(late.problems, [], 'once is enough');
  });

  it('an agreement the code has outgrown is no agreement', async () => {
    const { agreed, due, problems } = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, `status: decision-approved\n${accepted('2026-12-24')}${signed}`).replace('data: [email]', 'data: [phone]') });
    assert.deepEqual([agreed, due.map(({ detail }) => detail)], [[], ['accept until 2026-12-24, no longer enough: email goes there too, @lead']]);
    assert.deepEqual(problems, []);
  });

  it('still tells what is wrong in the file of a decision that is listed', async () => {
    const { waiting, problems } = await overviewOf({ 'privacy/shipmate.yml': team, [decisionPath]: decision(fingerprint, `status: decision-requested\n${accepted('2026-12-24')}links: {threats: [THR-9], pia: []}\n`) });
    assert.deepEqual([waiting.length, problems.map(({ detail }) => detail)], [1, [`${decisionPath}:6`]]);
  });

  it('lists threat models, assessments and problems of their files', async () => {
    const { threatModels, assessments, problems } = await overviewOf({ [modelPath]: model, 'privacy/pia/PIA-001-orders.md': pia, 'privacy/shipmate.yml': 'version: 1\nrecepients: []\n' });
    assert.deepEqual(threatModels.map(({ title, detail }) => [title, detail]), [[modelPath, '1 threat, 1 linked finding']]);
    assert.deepEqual(assessments.map(({ title }) => title), ['PIA-001 · Orders']);
    assert.match(assessments[0]?.detail ?? '', /^draft, \d+ open points$/);
    assert.deepEqual(problems.map(({ detail, range }) => [detail, range.start.line]), [['privacy/shipmate.yml:2', 1]]);
  });
});
