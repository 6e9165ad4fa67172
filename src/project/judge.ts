import type { Catalogue } from '../engine/rules/catalogue';
import type { Directive } from '../engine/workspace';
import { applyBaseline, lineHashOf } from '../governance/baseline';
import { applyIgnores, readDirective, type PlacedDirective } from '../governance/directives';
import { linkFindings } from '../governance/links';
import { applyDecisions } from '../governance/register/apply';
import { applyRulings } from '../governance/register/rulings';
import type { Finding, Problem } from '../model';
import type { Artefacts } from './artefacts';

/** What people wrote about the findings of a workspace, and what is asked of the host to compare them with it. */
export interface JudgeContext {
  catalogue: Pick<Catalogue, 'version' | 'findings' | 'controls'>;
  artefacts: Artefacts;
  /** Comments of the files the findings are in. */
  directives: readonly Directive[];
  /** ISO date, UTC: ignores and decisions that have run out no longer count. */
  today: string;
  /** The lines of a file as it is now; undefined when it cannot be read. */
  linesOf: (file: string) => readonly string[] | undefined;
  /** Hex content hash of a file that was analysed. */
  contentHash: (file: string) => string | undefined;
  /** True when all findings of the workspace are judged: a decision that none answers to is then told. */
  isWhole: boolean;
}

/**
 * What the code says, weighed with what people wrote: line hashes, ignores, links to threats and assessments, decisions, states against the baseline.
 * Editor, command line and agents all go through here, so a finding reads the same everywhere.
 */
export function judge(found: readonly Finding[], context: JudgeContext): { findings: Finding[]; problems: Problem[] } {
  const { artefacts, catalogue } = context;
  const placed = readDirectives(context);
  const hashed = found.map((finding) => {
    const lines = context.linesOf(finding.file);
    return lines ? { ...finding, lineHash: lineHashOf(finding, lines) } : finding;
  });
  const ignored = applyIgnores(hashed, placed.directives);
  const linddun = new Map(catalogue.findings.map(({ id, references }) => [id, references.linddun]));
  const linked = linkFindings(ignored.findings, artefacts.model, (id) => linddun.get(id) ?? []);
  const decided = applyDecisions(applyRulings(linked, artefacts.team.rulings), artefacts.decisions, {
    team: artefacts.team, model: artefacts.model, today: context.today, isWhole: context.isWhole, classes: namesOf(catalogue.findings), controls: namesOf(catalogue.controls),
  });
  const findings = artefacts.baseline
    ? applyBaseline(decided.findings, artefacts.baseline, { rules: catalogue.version, contentHash: context.contentHash }).findings
    : decided.findings;
  return { findings, problems: [...placed.problems, ...ignored.problems, ...decided.problems] };
}

function readDirectives({ catalogue, directives, today }: JudgeContext): { directives: PlacedDirective[]; problems: Problem[] } {
  const known = { classes: namesOf(catalogue.findings), controls: namesOf(catalogue.controls) };
  const problems: Problem[] = [];
  const placed = directives.flatMap(({ path, text, start, end, target }): PlacedDirective[] => {
    const read = readDirective(text, { file: path, range: { start, end } }, known, today);
    problems.push(...read.problems);
    return read.value ? [{ directive: read.value, target }] : [];
  });
  return { directives: placed, problems };
}

const namesOf = (entries: readonly { id: string }[]): Set<string> => new Set(entries.map(({ id }) => id));
