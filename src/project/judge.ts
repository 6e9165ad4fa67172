import type { Catalogue } from '../engine/rules/catalogue';
import type { Directive } from '../engine/workspace';
import { applyBaseline, lineHashOf } from '../governance/baseline';
import { applyIgnores, readDirective, type PlacedDirective } from '../governance/directives';
import { linkFindings } from '../governance/links';
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
}

/**
 * What the code says, weighed with what people wrote: line hashes, ignores, states against the baseline, links to threats and assessments.
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
  const compared = artefacts.baseline
    ? applyBaseline(ignored.findings, artefacts.baseline, { rules: catalogue.version, contentHash: context.contentHash }).findings
    : ignored.findings;
  const linddun = new Map(catalogue.findings.map(({ id, references }) => [id, references.linddun]));
  const findings = linkFindings(compared, artefacts.model, (id) => linddun.get(id) ?? []);
  return { findings, problems: [...placed.problems, ...ignored.problems] };
}

function readDirectives({ catalogue, directives, today }: JudgeContext): { directives: PlacedDirective[]; problems: Problem[] } {
  const known = { classes: new Set(catalogue.findings.map(({ id }) => id)), controls: new Set(catalogue.controls.map(({ id }) => id)) };
  const problems: Problem[] = [];
  const placed = directives.flatMap(({ path, text, start, end, target }): PlacedDirective[] => {
    const read = readDirective(text, { file: path, range: { start, end } }, known, today);
    problems.push(...read.problems);
    return read.value ? [{ directive: read.value, target }] : [];
  });
  return { directives: placed, problems };
}
