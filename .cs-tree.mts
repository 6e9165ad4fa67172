import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSyntax } from '/work/wt/csharp/src/engine/syntax';
const root = '/work/wt/csharp';
const main = async () => {
const syntax = await createSyntax((name) => readFile(join(root, name === 'web-tree-sitter.wasm' ? 'node_modules/web-tree-sitter' : 'grammars', name)));
const g = await syntax.load('csharp', 'csharp/csharp.wasm');
const src = readFileSync(process.argv[2]!, 'utf8');
const t = syntax.parse('csharp', src);
const w = t.words;
const stack: number[] = [];
for (let n = 0; n < t.count; n++) {
  while (stack.length && stack.at(-1)! <= n) stack.pop();
  const sym = w[n*4]! & 0xffff, f = w[n*4]! >>> 16;
  const size = w[n*4+3]!;
  const name = sym === 0xffff ? 'ERROR' : g.symbols[sym];
  console.log('  '.repeat(stack.length) + (f ? g.fields[f] + ': ' : '') + name + (size === 1 ? ' ' + JSON.stringify(src.slice(w[n*4+1], w[n*4+2]).slice(0, 50)) : ''));
  stack.push(n + size);
}
};
main();
