import type { PackageSource } from './fetch';

/** A grammar whose published wasm does not serve, so that it is built here from the published C sources. */
export interface GrammarSource extends PackageSource {
  /** Folder below `grammars/` and name of the wasm. */
  id: string;
  /** Exported function of the grammar. */
  symbol: string;
  /** A mend of the published scanner: the text in front of which `add` goes; it must stand there once. */
  mend?: { before: string; add: string };
  /** Of the wasm that this build gives with the compiler named in build.ts. */
  wasmSha256: string;
}

/** What `npx tsx scripts/grammars/build.ts` builds. */
export const sources: readonly GrammarSource[] = [
  {
    id: 'kotlin', package: '@tree-sitter-grammars/tree-sitter-kotlin', version: '1.1.0', symbol: 'tree_sitter_kotlin',
    archiveSha256: '28916be3fdb0487dbd4fd0ea62281f969f15cab2bf13132ceb18d2fb167aa697', wasmSha256: '3dbb6dc8f4ccf82933d91589fd91776ea826395ba3639cef542d32b521b7c00e',
    mend: {
      before: '                default:\n                    return false;\n            }\n        }\n\n        char scanned_word',
      add: `                // The last member of a body needs no line of its own: \`companion object { const val MAX = 1 }\`.
                case '}':
                    lexer->result_symbol = CLASS_MEMBER_SEMI;
                    return valid_symbols[CLASS_MEMBER_SEMI];
`,
    },
  },
  {
    id: 'csharp', package: 'tree-sitter-c-sharp', version: '0.23.5', symbol: 'tree_sitter_c_sharp',
    archiveSha256: 'dde5d56fe441a7d64616462c8d741ab4af7874484de6aa74548ac5770c50c414', wasmSha256: '9161c4504ebec3d1284c4d5c9d2fd6b53d627097e02664af47625ef0eb4e7ca3',
  },
];
