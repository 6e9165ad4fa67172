import { languages } from '../../src/engine/languages/registry';
import type { Catalogue } from '../../src/engine/rules/catalogue';
import { createWorkspace, type FileInput, type Policy, type Workspace } from '../../src/engine/workspace';
import { createLowering, type Lowering } from '../../src/project/lowering';
import { readWasm, shippedRules } from './rules';

/** A policy that says nothing. */
export const noPolicy: Policy = { exclude: [], tests: [], ownHosts: [], recipients: [], dataTypes: [], notPersonal: [], safeguards: [] };

export interface WorkspaceOptions {
  policy?: Partial<Policy>;
  /** Other rules than those of the repository. */
  rules?: Catalogue;
}

let shared: Promise<Lowering> | undefined;

/** The facts of texts by path, in path order; files no language reads are left out. */
export async function factsOf(texts: Readonly<Record<string, string>>): Promise<FileInput[]> {
  shared ??= shippedRules().then((rules) => createLowering(rules.languages, languages, readWasm));
  const lowering = await shared;
  const inputs: FileInput[] = [];
  for (const path of Object.keys(texts).sort()) {
    const facts = await lowering.lower(path, texts[path] ?? '');
    if (facts) inputs.push({ path, facts });
  }
  return inputs;
}

/** A workspace of texts by path, through the real engine. */
export async function workspaceOf(texts: Readonly<Record<string, string>>, { policy, rules }: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = createWorkspace(rules ?? (await shippedRules()));
  workspace.apply({ files: await factsOf(texts), policy: { ...noPolicy, ...policy } });
  return workspace;
}
