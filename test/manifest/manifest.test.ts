import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { defaultSettings } from '../../src/server/settings';

const root = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Menu { command?: string; submenu?: string; when?: string }
interface Manifest {
  activationEvents: string[];
  icon: string;
  contributes: {
    commands: { command: string; title: string; category: string }[];
    configuration: { title: string; properties: Record<string, { default?: unknown; markdownDescription: string }> }[];
    menus: Record<string, Menu[]>;
    views: Record<string, { id: string }[]>;
    viewsWelcome: { view: string }[];
    walkthroughs: { id: string; steps: { id: string; media: { svg: string }; completionEvents: string[]; description: string }[] }[];
    problemMatchers: { name: string; pattern: { regexp: string } }[];
  };
}

const manifest = JSON.parse(text('package.json')) as Manifest;
const words = JSON.parse(text('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;

/** The public names of commands whose feature exists, with their titles. */
const palette: Record<string, string> = {
  scanWorkspace: 'Scan Workspace', createPiaStub: 'Create PIA Stub', updatePia: 'Update PIA from Code', exportPia: 'Export PIA…', createThreatModel: 'Create Threat Model Stub',
  keepBaseline: "Keep Today's Findings as Baseline", showQuickWins: 'Show Quick Wins', explainHere: 'Explain Why, or Why Not, Here', showCoverage: 'Show What Was Not Analysed',
  openTeamFile: 'Open Team File (shipmate.yml)', showReachableData: 'Show Personal Data Reachable from Here', restartServer: 'Restart Analysis', showLog: 'Show Log',
};
const inContext = ['applyControl', 'ignoreWithReason', 'notPersonalHere', 'openRule', 'goToThreat', 'goToPia', 'linkFinding', 'addThreat', 'addPiaRisk', 'declareRecipient', 'nextStep', 'previousStep'];
/** In context too, and in the palette where a finding can be at the cursor. */
const decisions = ['requestAcceptance', 'dispute', 'approve', 'reject', 'escalate'];

/** The public names of views whose feature exists. */
const views = ['findings', 'inventory', 'governance'];

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => text(join(folder, name)));
const titleOf = (title: string): string => words[title.replaceAll('%', '')] ?? title;

describe('the manifest', () => {
  it('contributes exactly the public commands, and the extension registers them all', () => {
    const contributed = contributes.commands.map(({ command }) => command).sort();
    const named = [...Object.keys(palette), ...inContext, ...decisions].map((name) => `privacyShipmate.${name}`).sort();
    assert.deepEqual(contributed, named);
    const registered = sources('src/extension/commands').flatMap((source) => [...source.matchAll(/\bname: '(\w+)'/g)].map((match) => `privacyShipmate.${match[1] ?? ''}`)).sort();
    assert.deepEqual(registered, named);
    for (const [name, title] of Object.entries(palette)) {
      const command = contributes.commands.find((candidate) => candidate.command === `privacyShipmate.${name}`);
      assert.equal(titleOf(command?.title ?? ''), title);
      assert.equal(command?.category, 'Privacy Shipmate');
    }
  });

  it('contributes exactly the public views, the extension creates them all, and each says something where it is empty', () => {
    const named = views.map((name) => `privacyShipmate.${name}`);
    assert.deepEqual(contributes.views['privacyShipmate']?.map(({ id }) => id), named);
    const created = sources('src/extension/views').flatMap((source) => [...source.matchAll(/(?:createTreeView(?:<\w+>)?|createPlaceTree)\('(privacyShipmate\.\w+)'/g)].map((match) => match[1] ?? ''));
    assert.deepEqual(created.sort(), [...named].sort());
    assert.deepEqual([...new Set(contributes.viewsWelcome.map(({ view }) => view))].sort(), [...named].sort());
    const menus = Object.values(contributes.menus).flat().flatMap(({ when }) => /\bview == ([\w.]+)/.exec(when ?? '')?.[1] ?? []);
    assert.deepEqual(menus.filter((view) => !named.includes(view)), []);
  });

  it('hides the commands that need a place from the palette', () => {
    const hidden = contributes.menus['commandPalette']?.filter(({ when }) => when === 'false').map(({ command }) => command?.replace('privacyShipmate.', ''));
    assert.deepEqual(hidden?.sort(), [...inContext].sort());
  });

  it('names in menus, views, welcomes and walkthroughs only commands that exist', () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    const used = [
      ...Object.values(contributes.menus).flat().flatMap(({ command }) => command ?? []),
      ...[...JSON.stringify({ contributes, words }).matchAll(/command:(privacyShipmate\.\w+)/g)].map((match) => match[1] ?? ''),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps).flatMap(({ completionEvents }) => completionEvents).flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []),
    ];
    assert.deepEqual(used.filter((command) => !known.has(command)), []);
  });

  it('has the defaults of the code', () => {
    const properties = Object.assign({}, ...contributes.configuration.map((group) => group.properties)) as Record<string, { default?: unknown }>;
    const valueAt = (path: string): unknown => path.split('.').slice(1).reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], defaultSettings);
    for (const [key, { default: value }] of Object.entries(properties)) {
      assert.notEqual(value, undefined, `${key} has no default`);
      const inCode = valueAt(key);
      if (inCode !== undefined) assert.deepEqual(value, inCode, key);
    }
    assert.equal(properties['privacyShipmate.statusBar.enable']?.default, false);
    const leaves = (value: object, path: string): string[] => Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      typeof inner === 'object' && inner !== null && `${path}.${key}` !== 'privacyShipmate.problems.levels' ? leaves(inner, `${path}.${key}`) : [`${path}.${key}`]);
    for (const key of leaves(defaultSettings, 'privacyShipmate')) assert.ok(key in properties, `${key} is read and not contributed`);
  });

  it('has a text for every key, and no text without one', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? ''));
    assert.deepEqual([...used].filter((key) => !(key in words)), []);
    assert.deepEqual(Object.keys(words).filter((key) => !used.has(key)), []);
  });

  it('has every file it names', () => {
    const named = [manifest.icon, ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg))];
    assert.deepEqual(named.filter((path) => !existsSync(join(root, path))), []);
  });

  it('is activated by the languages that have a definition', () => {
    const editors = readdirSync(join(root, 'grammars')).flatMap((language) => {
      const { grammars } = parse(text(join('grammars', language, 'language.yml'))) as { grammars: { editor: string[] }[] };
      return grammars.flatMap(({ editor }) => editor.map((id) => `onLanguage:${id}`));
    });
    assert.deepEqual(manifest.activationEvents.filter((event) => event.startsWith('onLanguage:')), [...new Set(editors)].sort());
  });

  it('reads the lines of the command line', () => {
    const line = 'src/orders/confirm.ts:5:3 medium pii-in-logs: Email goes to the log. We can ship this with `customer.id` instead.';
    const match = new RegExp(contributes.problemMatchers[0]?.pattern.regexp ?? '').exec(line);
    assert.deepEqual(match?.slice(1, 5), ['src/orders/confirm.ts', '5', '3', 'pii-in-logs']);
  });
});

describe('the extension is calm', () => {
  it('has no code that shows a message box', () => {
    const loud = [...sources('src/extension'), ...sources('src/server')].filter((source) => /\bshow(?:Information|Warning|Error)Message\b|ProgressLocation\.Notification|\.window\.show\w*Message/.test(source));
    assert.deepEqual(loud, []);
  });
});
