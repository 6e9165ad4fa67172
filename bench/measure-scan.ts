// A process that analyses the sources of a folder from nothing, and prints what it took as JSON. Reading files is not counted, as in measure-parse.
import { languages } from '../src/engine/languages/registry';
import { createWorkspace, type FileInput } from '../src/engine/workspace';
import { defaultTeamFile } from '../src/governance/team-file';
import { policyOf, teamFilePath } from '../src/project/artefacts';
import { fitRuntime } from '../src/platform/node/runtime';
import { createLowering } from '../src/project/lowering';
import { catalogue, cpuMs, readWasm, sourcesOf } from './product';

async function main(folder: string): Promise<void> {
  const sources = await sourcesOf(folder);
  const begin = cpuMs();
  const clock = performance.now();
  const lowering = createLowering(catalogue.languages, languages, readWasm);
  const files: FileInput[] = [];
  for (const { path, text } of sources) {
    const facts = await lowering.lower(path, text);
    if (facts) files.push({ path, facts });
  }
  const lowered = cpuMs();
  const workspace = createWorkspace(catalogue);
  workspace.apply({ files, policy: policyOf(defaultTeamFile(teamFilePath)) });
  while (!workspace.advance(500));
  const findings = workspace.findings().length;
  const end = cpuMs();
  console.log(JSON.stringify({
    cpuMs: end - begin, lowerCpuMs: lowered - begin, solveCpuMs: end - lowered, wallMs: performance.now() - clock,
    files: sources.length, bytes: sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0), lines: sources.reduce((sum, { text }) => sum + text.split('\n').length, 0), findings,
  }));
}

fitRuntime();
void main(process.argv[2] ?? '.');
