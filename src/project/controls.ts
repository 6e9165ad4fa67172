import { offerFor, planControls, type ControlContext } from '../engine/controls';
import type { Catalogue } from '../engine/rules/catalogue';
import type { Workspace } from '../engine/workspace';
import { severities, type Finding } from '../model';
import type { CodeTools } from './code-tools';

/** What a host has at hand to plan controls with. */
export interface ControlParts {
  catalogue: Catalogue;
  tools: CodeTools;
  workspace: Workspace;
  /** The text of a file as it was analysed. */
  textOf: (path: string) => string | undefined;
}

/** Brings the tools together for one workspace; every host plans through this, so the same finding gets the same controls everywhere. */
export async function controlContext({ catalogue, tools, workspace, textOf }: ControlParts): Promise<ControlContext> {
  await tools.load(workspace.files());
  return { workspace, catalogue, textOf, parse: (path, text) => tools.parse(path, text), lower: (path, text) => tools.lower(path, text) };
}

/** Findings of one run whose controls are tried out; the others name the likeliest one untried. A count, so that every machine gives the same. */
export const mostTried = 200;
/** Text of the files those findings are in, in UTF-16 units, each finding counting its file once more: trying an edit lowers the whole file. */
export const mostText = 1_500_000;

/**
 * Findings with the controls on offer, in the order they came. What is new and not ignored comes first, the most severe of it first, when there are more
 * than can be tried out. `untried` counts those that were not. `told` hears how many are done.
 */
export function withControls(context: ControlContext, findings: readonly Finding[], told: (done: number) => void): { findings: Finding[]; untried: number } {
  let text = 0;
  const chosen = new Set([...findings].sort((a, b) => rank(a) - rank(b)).slice(0, mostTried).filter((finding) => (text += context.textOf(finding.file)?.length ?? 0) <= mostText));
  let done = 0;
  const planned = findings.map((finding) => {
    told(++done);
    if (chosen.has(finding)) return { ...finding, controls: planControls(context, finding) };
    const likely = offerFor(context, finding);
    return { ...finding, controls: likely ? [likely] : [] };
  });
  return { findings: planned, untried: findings.length - chosen.size };
}

function rank({ ignore, state, severity }: Finding): number {
  return (ignore ? 20 : state === 'new' ? 0 : 10) + severities.indexOf(severity);
}
