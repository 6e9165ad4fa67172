import { fixAll, ignoreEdit, planControls, type ControlContext } from '../engine/controls';
import type { Catalogue } from '../engine/rules/catalogue';
import { applyTextEdits } from '../governance/text';
import type { ControlOffer, FileEdits, Finding } from '../model';
import type { CodeTools } from '../project/code-tools';
import { controlContext } from '../project/controls';
import type { Folder } from './folder';
import type { Platform } from './platform';

/** Edits of code, planned and verified on a folder as it is in the editor. */
export interface Controls {
  /** The controls of a finding, best first. */
  plan: (folder: Folder, finding: Finding) => Promise<ControlOffer[]>;
  /** The best edits of several findings of one file as one step, verified together; where they do not fit together, that of the first alone. */
  fixAll: (folder: Folder, path: string, findings: readonly Finding[]) => Promise<FileEdits[]>;
  /** A comment above the statement of a finding. */
  ignore: (folder: Folder, finding: Finding, directive: string) => Promise<FileEdits | undefined>;
}

/** Prepares planning over the tools of a product. */
export function createControls(catalogue: Catalogue, tools: CodeTools, readNow: Platform['readNow']): Controls {
  /** Texts are those of the editor, else of the disk; where the disk cannot be read at once, the files a finding passes are read before. */
  const contextFor = async (folder: Folder, findings: readonly Finding[]): Promise<ControlContext> => {
    const texts = new Map<string, string>();
    const passed = new Set(findings.flatMap((finding) => [finding.file, ...finding.flows.flatMap(({ steps }) => steps.map(({ file }) => file))]));
    for (const path of passed) {
      const text = await folder.read(path);
      if (text !== undefined) texts.set(path, text);
    }
    return controlContext({
      workspace: folder.workspace,
      catalogue,
      tools,
      textOf: (path) => folder.openText(path) ?? texts.get(path) ?? readNow?.(folder.addresses.root, path),
    });
  };
  return {
    plan: async (folder, finding) => planControls(await contextFor(folder, [finding]), finding),
    async fixAll(folder, path, findings) {
      const context = await contextFor(folder, findings);
      for (const attempt of [findings, findings.slice(0, 1)]) {
        const { edits } = fixAll(context, attempt);
        if (edits.length > 0 && isVerified(context, path, edits)) return edits;
      }
      return [];
    },
    ignore: async (folder, finding, directive) => ignoreEdit(await contextFor(folder, [finding]), finding, directive),
  };
}

/** True when edits made together leave fewer findings in the file, none that was not there, and no new place that cannot be read. */
function isVerified(context: ControlContext, path: string, files: readonly FileEdits[]): boolean {
  const { workspace } = context;
  const inputs = files.flatMap(({ file, create, edits }) => {
    const text = create === true ? '' : context.textOf(file);
    const facts = text === undefined ? undefined : context.lower(file, create === true ? edits.map(({ newText }) => newText).join('') : applyTextEdits(text, edits));
    return facts ? [{ path: file, facts }] : [];
  });
  if (inputs.length !== files.length) return false;
  const touched = [...new Set([path, ...files.map(({ file }) => file)])];
  const look = (): { prints: string[]; unread: number } => ({
    prints: touched.flatMap((file) => workspace.findings(file).map(({ fingerprint }) => `${file} ${fingerprint}`)),
    unread: touched.flatMap((file) => workspace.unseen(file)).filter(({ reason }) => reason === 'syntax-error').length,
  });
  const before = look();
  const after = workspace.whatIf(inputs, look);
  const known = new Set(before.prints);
  return after.prints.length < before.prints.length && after.prints.every((print) => known.has(print)) && after.unread <= before.unread;
}
