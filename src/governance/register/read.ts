import { isMap } from 'yaml';
import { decisionKinds, decisionStatuses, disputeGrounds, verdicts, type Decision } from '../../model/decision';
import { severities } from '../../model/severity';
import type { Range } from '../../model/place';
import { dateShape, handleShape } from '../team-file';
import { fileProblem, rangeBetween, type Read } from '../text';
import { quickRead, type QuickRead } from './quick-read';
import { child, pairOf, rangeOf, readYaml, rootMap } from '../yaml-source';
import { keys, list, text, whole, word } from '../yaml-shape';

const print = text('the 16 hex digits of a finding', (value) => /^[0-9a-f]{16}$/.test(value));
const reason = text('a reason of at least 10 characters', (value) => value.trim().length >= 10);

/** What each key of a decision file takes. */
const shape = keys({
  finding: keys({ class: text('a finding class'), fingerprint: print, path: text('a path') }, {
    symbol: text('the name of a function', () => true), data: list(text()), recipient: text(), severity: word(severities), tier: whole(1, 4), safeguards: list(text()),
  }),
  status: word(decisionStatuses),
}, {
  version: whole(1, 1),
  decision: keys({ kind: word(decisionKinds), reason }, {
    until: dateShape, controls: list(text()), ground: word(disputeGrounds), severity: word(severities), advice_not_followed: reason,
  }),
  owner: handleShape,
  due: dateShape,
  raci: keys({ accountable: text('one role or handle, and exactly one') }, { responsible: list(text()), consulted: list(text()), informed: list(text()) }),
  links: keys({}, { threats: list(text()), pia: list(text()) }),
  sign_offs: list(keys({ role: text('a role'), by: handleShape, on: dateShape, verdict: word(verdicts) }, { note: text() })),
  history: list(keys({ on: dateShape, by: handleShape, did: text() }, {})),
});

/** Reads one decision file. What does not fit is a problem at its place; a file that names no finding or status gives no decision. */
export function readDecision(file: string, content: string): Read<Decision | undefined> {
  const quick = quickDecision(file, content);
  if (quick) return { value: quick, problems: [] };
  const { source, problems } = readYaml(file, content);
  if (!source) return { value: undefined, problems: problems.map((problem) => ({ ...problem, id: 'decision-problem' as const })) };
  const root = rootMap(source);
  if (!root) return { value: undefined, problems: [{ ...fileProblem(file, rangeBetween(source.starts, 0, 0), 'A decision takes keys with values: `version: 1`, `finding`, `status`.', 'error'), id: 'decision-problem' }] };
  const read = shape(source, root, '');
  const told = problems.map((problem) => ({ ...problem, id: 'decision-problem' as const }));
  if (!read) return { value: undefined, problems: told };
  const at = (key: string): Range => rangeOf(source, child(source, root, key) ?? keyNode(root, key) ?? root);
  const until = rangeOf(source, child(source, child(source, root, 'decision'), 'until') ?? child(source, root, 'decision') ?? root);
  return { value: decisionOf(file, read, { finding: at('finding'), status: at('status'), due: at('due'), signOffs: at('sign_offs'), links: at('links'), until }), problems: told };
}

type Written = NonNullable<ReturnType<typeof shape>>;

function decisionOf(file: string, read: Written, ranges: Decision['ranges']): Decision {
  const { finding, decision, raci } = read;
  return {
    file,
    finding: {
      classId: finding.class, fingerprint: finding.fingerprint, path: finding.path, symbol: finding.symbol ?? '', data: finding.data ?? [], safeguards: finding.safeguards ?? [],
      ...defined({ recipient: finding.recipient, severity: finding.severity, tier: finding.tier }),
    },
    status: read.status,
    ...(decision ? {
      decision: {
        kind: decision.kind, reason: decision.reason, controls: decision.controls ?? [],
        ...defined({ until: decision.until, ground: decision.ground, severity: decision.severity, adviceNotFollowed: decision.advice_not_followed }),
      },
    } : {}),
    ...defined({ owner: read.owner, due: read.due }),
    ...(raci ? { raci: { accountable: raci.accountable, responsible: raci.responsible ?? [], consulted: raci.consulted ?? [], informed: raci.informed ?? [] } } : {}),
    links: { threats: read.links?.threats ?? [], pia: read.links?.pia ?? [] },
    signOffs: read.sign_offs ?? [],
    history: read.history ?? [],
    ranges,
  };
}

/** The entries that have a value. */
function defined<T extends Record<string, unknown>>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const out: { [K in keyof T]?: T[K] } = {};
  for (const key in entries) if (entries[key] !== undefined) out[key] = entries[key];
  return out as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The decision of a file in the form it is written, where every value is as it should be; undefined leaves the file to the YAML reader. */
function quickDecision(file: string, content: string): Decision | undefined {
  const quick = quickRead(content);
  if (!quick || !isWritten(quick.value)) return undefined;
  const whole: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const at = (key: string): Range => {
    const place = quick.lines.get(key);
    return place ? { start: { line: place.line, character: place.start }, end: { line: place.line, character: place.end } } : whole;
  };
  return decisionOf(file, quick.value, { finding: at('finding'), status: at('status'), due: at('due'), until: at(quick.lines.has('decision') ? 'decision' : 'finding'), signOffs: at('sign_offs'), links: at('links') });
}

function isWritten(value: QuickRead['value']): value is QuickRead['value'] & Written {
  return shape.fits(value);
}

function keyNode(map: ReturnType<typeof rootMap>, key: string): ReturnType<typeof child> {
  const pair = isMap(map) ? pairOf(map, key) : undefined;
  return pair?.key as ReturnType<typeof child>;
}
