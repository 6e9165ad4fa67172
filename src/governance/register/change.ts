import { isMap } from 'yaml';
import type { Choice, DecisionStatus, SignOff } from '../../model/decision';
import type { FileEdits } from '../../model/edit';
import type { Finding } from '../../model/finding';
import type { TeamFile } from '../../model/governance';
import type { Problem } from '../../model/problem';
import type { Severity } from '../../model/severity';
import { fileProblem, rangeBetween, sortedUnique, toTextEdits, type OffsetEdit } from '../text';
import { appendToList, setValue } from '../yaml-edit';
import { printBlock, type Printable } from '../yaml-print';
import { child, pairOf, readYaml, rootMap, type YAMLMap, type YamlSource } from '../yaml-source';
import { safeguardsOf } from './apply';
import { plusDays } from './standing';

/** One thing people do with a decision: what becomes of it, and how the history tells it. */
export interface DecisionChange {
  status?: DecisionStatus;
  /** Takes the place of the choice before, which the history keeps. */
  decision?: Choice;
  owner?: string;
  due?: string;
  signOff?: Omit<SignOff, 'on'>;
  /** An entry of a threat model or an assessment that the finding is linked to from now on: `path#native-id`. */
  link?: { to: 'threats' | 'pia'; target: string };
  /** What the choice says since now of advice that is not followed. */
  adviceNotFollowed?: string;
  /** Who does it: a role or handle. */
  by: string;
  /** Past tense, as the history tells it: "asked to accept until 2027-02-19". */
  did: string;
}

/** The edit of a decision file, or why there is none. */
export interface DecisionEdit {
  edit?: FileEdits;
  problems: Problem[];
}

/** The path of the file that holds the decision on a finding: `<class>-<first 8 of fingerprint>.yml` in the folder; a taken name gets a number. */
export function decisionPath(folder: string, finding: Pick<Finding, 'classId' | 'fingerprint'>, taken: ReadonlySet<string>): string {
  const base = `${folder}/${finding.classId}-${finding.fingerprint.slice(0, 8)}`;
  let path = `${base}.yml`;
  for (let count = 2; taken.has(path); count++) path = `${base}-${count}.yml`;
  return path;
}

/**
 * When a decision is due that a change begins today: on the last day of an acceptance, else as the team allows for the severity. Undefined where the
 * change begins nothing: a link says where a finding belongs, and no day runs by it.
 */
export function dueFrom(change: DecisionChange, severity: Severity, team: TeamFile, today: string): string | undefined {
  if (change.due !== undefined || change.decision?.until !== undefined) return change.due ?? change.decision?.until;
  const begins = change.decision !== undefined || change.status === 'investigating';
  return begins && severity !== 'info' ? plusDays(today, team.dueDays[severity]) : undefined;
}

/** The edit that creates a decision file for a finding with a first change. */
export function createDecision(file: string, finding: Finding, change: DecisionChange, team: TeamFile, today: string): FileEdits {
  const owner = change.owner ?? (team.roles.owner === undefined ? undefined : team.roles.owner);
  const due = dueFrom(change, finding.severity, team, today);
  const safeguards = safeguardsOf(finding);
  const { link } = change;
  const linked = (to: 'threats' | 'pia', stated: Finding['threats']): string[] => sortedUnique([...stated.filter(({ how }) => how === 'stated').map(({ target }) => target), ...(link?.to === to ? [link.target] : [])]);
  const value: Printable = {
    version: 1,
    finding: {
      class: finding.classId, fingerprint: finding.fingerprint, path: finding.file, symbol: finding.symbol, data: [...finding.dataTypes],
      ...(finding.recipient ? { recipient: finding.recipient.id } : {}), ...(safeguards.length > 0 ? { safeguards } : {}), severity: finding.severity, tier: finding.tier,
    },
    status: change.status ?? 'open',
    ...(change.decision ? { decision: printed(change.decision) } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
    links: {
      threats: linked('threats', finding.threats),
      pia: linked('pia', finding.assessments),
    },
    sign_offs: change.signOff ? [signed(change.signOff, today)] : [],
    history: [{ on: today, by: change.by, did: change.did }],
  };
  const start = { line: 0, character: 0 };
  return { file, create: true, edits: [{ range: { start, end: start }, newText: `${printBlock(value).join('\n')}\n` }] };
}

/**
 * The minimal edit of a decision file: what changed is set in place, sign-offs and history grow at their end, every other line stays.
 * @param text the file as it is now.
 */
export function changeDecision(file: string, text: string, change: DecisionChange, today: string): DecisionEdit {
  const { source, problems } = readYaml(file, text);
  const root = source ? rootMap(source) : undefined;
  if (!source || !root) {
    return { problems: problems.length > 0 ? problems : [fileProblem(file, rangeBetween([0], 0, 0), 'This decision has no keys, so nothing was changed in it.', 'error')] };
  }
  const changes: [key: string, edits: OffsetEdit[]][] = [['history', appendToList(source, root, 'history', { on: today, by: change.by, did: change.did })]];
  if (change.status !== undefined) changes.push(['status', setValue(source, root, 'status', change.status)]);
  if (change.decision) changes.push(['decision', setValue(source, root, 'decision', printed(change.decision))]);
  else if (change.adviceNotFollowed !== undefined) {
    const choice = child(source, root, 'decision');
    if (isMap(choice)) changes.push(['decision', setValue(source, choice, 'advice_not_followed', change.adviceNotFollowed)]);
  }
  if (change.owner !== undefined) changes.push(['owner', setValue(source, root, 'owner', change.owner)]);
  if (change.due !== undefined) changes.push(['due', setValue(source, root, 'due', change.due)]);
  if (change.signOff) changes.push(['sign_offs', appendToList(source, root, 'sign_offs', signed(change.signOff, today))]);
  if (change.link) changes.push(['links', addLink(source, root, change.link)]);
  // Keys that are added stand behind what the last key gets: both start at the same place.
  const has = ([key]: [string, unknown]): boolean => pairOf(root, key) !== undefined;
  const edits = [...changes.filter(has), ...changes.filter((entry) => !has(entry))].flatMap(([, own]) => own);
  return { edit: { file, edits: toTextEdits(text, edits) }, problems };
}

function addLink(source: YamlSource, root: YAMLMap, { to, target }: NonNullable<DecisionChange['link']>): OffsetEdit[] {
  const links = child(source, root, 'links');
  return isMap(links) && links.items.length > 0 ? appendToList(source, links, to, target) : setValue(source, root, 'links', { threats: [], pia: [], [to]: [target] });
}

function printed({ kind, until, reason, controls, ground, severity, adviceNotFollowed }: Choice): { readonly [key: string]: Printable } {
  return {
    kind,
    ...(until === undefined ? {} : { until }),
    ...(ground === undefined ? {} : { ground }),
    ...(severity === undefined ? {} : { severity }),
    reason,
    ...(controls.length > 0 ? { controls: [...controls] } : {}),
    ...(adviceNotFollowed === undefined ? {} : { advice_not_followed: adviceNotFollowed }),
  };
}

function signed({ role, by, verdict, note }: Omit<SignOff, 'on'>, on: string): Printable {
  return { role, by, on, verdict, ...(note === undefined ? {} : { note }) };
}
