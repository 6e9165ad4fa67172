// A process that only parses the sources of a folder, each with its grammar, and prints the CPU it took as JSON.
import { Language, Parser } from 'web-tree-sitter';
import { fitRuntime } from '../src/platform/node/runtime';
import { cpuMs, grammarOf, readWasm, sourcesOf } from './product';

async function main(folder: string): Promise<void> {
  const sources = await sourcesOf(folder);
  const start = cpuMs();
  await Parser.init({ wasmBinary: await readWasm('web-tree-sitter.wasm'), locateFile: (name: string) => name });
  const parsers = new Map<string, Parser>();
  for (const { path, text } of sources) {
    const { id, wasm } = grammarOf(path);
    let parser = parsers.get(id);
    if (!parser) {
      parser = new Parser();
      parser.setLanguage(await Language.load(await readWasm(wasm)));
      parsers.set(id, parser);
    }
    parser.parse(text)?.delete();
  }
  console.log(JSON.stringify({ cpuMs: cpuMs() - start }));
}

fitRuntime();
void main(process.argv[2] ?? '.');
