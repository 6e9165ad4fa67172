import type { Catalogue } from '../engine/rules/catalogue';
import type { Directive } from '../engine/workspace';
import { applyBaseline, lineHashOf, type BaselineEntry } from '../governance/baseline';
import { applyIgnores, readDirective, type PlacedDirective } from '../governance/directives';
import { linkFindings } from '../governance/links';
import { applyDecisions, registerProblems } from '../governance/register/apply';
import type { Register } from '../governance/register/register';
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

/** Findings as people see them, what is wrong in comments and decisions, and the entries of the baseline that findings answer to, with their files. */
export interface Judged {
  findings: Finding[];
  problems: Problem[];
  taken: ReadonlyMap<BaselineEntry, string>;
}

/**
 * What the code says, weighed with what people wrote: line hashes, ignores, links to threats and assessments, decisions, states against the baseline.
 * Editor, command line and agents all go through here, so a finding reads the same everywhere.
 */
export function judge(found: readonly Finding[], context: JudgeContext): Judged {
  const { artefacts, catalogue } = context;
  const placed = readDirectives(context);
  const hashed = found.map((finding) => {
    const lines = context.linesOf(finding.file);
    return lines ? { ...finding, lineHash: lineHashOf(finding, lines) } : finding;
  });
  const ignored = applyIgnores(hashed, placed.directives);
  const linddun = new Map(catalogue.findings.map(({ id, references }) => [id, references.linddun]));
  const linked = linkFindings(ignored.findings, artefacts.model, (id) => linddun.get(id) ?? []);
  const names = { classes: namesOf(catalogue.findings), controls: namesOf(catalogue.controls) };
  const { team, model, register } = artefacts;
  const decided = applyDecisions(applyRulings(linked, team.rulings), register, { team, model, today: context.today, isWhole: context.isWhole, ...names });
  const compared = artefacts.baseline
    ? applyBaseline(decided.findings, artefacts.baseline, { rules: catalogue.version, contentHash: context.contentHash })
    : { findings: decided.findings, taken: new Map<BaselineEntry, string>() };
  let form = told.get(register);
  if (!form) told.set(register, (form = registerProblems(register, { team, model, ...names })));
  return { findings: compared.findings, problems: [...placed.problems, ...ignored.problems, ...decided.problems, ...form], taken: compared.taken };
}

/** What is wrong in decision files stays so until they are read anew, with team file and models: a pause in typing does not look again. */
const told = new WeakMap<Register, readonly Problem[]>();

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
