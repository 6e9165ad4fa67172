import { join } from 'node:path';
import { languages } from '../engine/languages/registry';
import type { Finding } from '../model';
import { productFolder, wasmReader } from '../platform/node/product';
import { readSource } from '../platform/node/read-source';
import { createCodeTools } from '../project/code-tools';
import { controlContext, withControls } from '../project/controls';
import { decodeText } from '../project/skip';
import type { Analysis } from './analyse';
import type { Console } from './console';

/** The findings with the controls on offer: edits that were tried out on the code as it is on disk, and steps. */
export async function planControls(analysis: Pick<Analysis, 'catalogue' | 'workspace' | 'root'>, findings: readonly Finding[], console: Console): Promise<{ findings: Finding[]; untried: number }> {
  if (findings.length === 0) return { findings: [], untried: 0 };
  const { catalogue, workspace, root } = analysis;
  const texts = new Map<string, string | undefined>();
  const textOf = (path: string): string | undefined => {
    if (!texts.has(path)) texts.set(path, textAt(join(root, path)));
    return texts.get(path);
  };
  const tools = createCodeTools(catalogue.languages, languages, wasmReader(productFolder()));
  const context = await controlContext({ catalogue, tools, workspace, textOf });
  return withControls(context, findings, (done) => {
    console.progress(`Trying controls on ${done} of ${findings.length} findings`);
  });
}

function textAt(file: string): string | undefined {
  const source = readSource(file);
  return 'bytes' in source ? decodeText(source.bytes) : undefined;
}
