import type { Connection } from 'vscode-languageserver';
import { decodeFacts, ImportCol } from '../engine/facts';
import { moduleStems, resolveModule } from '../engine/flow/modules';
import type { Catalogue } from '../engine/rules/catalogue';
import type { Files } from '../project/files';
import type { Addresses } from './addresses';
import { clientRequests } from './protocol';

/** Names of files that are asked for at most. */
const mostNames = 5000;

/** The files of a folder this machine does not reach, read through the editor. */
export function askedFiles(connection: Connection, addresses: Addresses): Files {
  const find = async (glob: string): Promise<string[]> => {
    const uris: string[] = await connection.sendRequest(clientRequests.findFiles.method, { folder: addresses.root, glob, limit: mostNames });
    return uris.flatMap((uri) => addresses.pathOf(uri) ?? []).sort();
  };
  return {
    async list({ accepts, excludes }) {
      const names = await find('**/*');
      return { files: names.filter((path) => accepts(path) && !excludes(path)), skipped: [] };
    },
    async read(path) {
      const answer: { text: string } | null = await connection.sendRequest(clientRequests.readFile.method, { uri: addresses.uriOf(path) });
      return answer?.text;
    },
    below: (folder) => find(`${folder}/**`),
  };
}

/**
 * Gives the files of the folder that a file imports. Names are listed once; only what is named is read.
 */
export function namedFiles(catalogue: Catalogue, files: Files): (path: string, facts: ArrayBuffer) => Promise<string[]> {
  const extensions = catalogue.languages.flatMap(({ grammars }) => grammars.flatMap((grammar) => grammar.extensions));
  const accepts = (path: string): boolean => extensions.some((extension) => path.endsWith(extension));
  let listed: Promise<ReturnType<typeof moduleStems>> | undefined;
  return async (path, facts) => {
    const language = catalogue.languages.find(({ grammars }) => grammars.some((grammar) => grammar.extensions.some((extension) => path.endsWith(extension))));
    const decoded = decodeFacts(facts);
    if (!language || !decoded) return [];
    listed ??= files.list({ accepts, excludes: () => false }).then((listing) => moduleStems(listing.files));
    const index = await listed;
    const { imports, strings } = decoded;
    const named = new Set<string>();
    for (let at = 0; at < imports.length; at += ImportCol.stride) {
      const target = resolveModule(index, path, strings[imports[at + ImportCol.module] ?? -1] ?? '', language);
      if (target !== undefined) named.add(target);
    }
    return [...named].sort();
  };
}
