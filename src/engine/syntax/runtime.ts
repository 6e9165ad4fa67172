import { Parser } from 'web-tree-sitter';
import { linkWalker, type WasmWalk } from './wasm-walk';

/** Gives the bytes of a wasm file of the product: `web-tree-sitter.wasm`, `walker.wasm` or `<language>/<file>.wasm`. */
export type ReadWasm = (name: string) => Promise<Uint8Array>;

let started: Promise<WasmWalk | undefined> | undefined;

/** Starts the parser runtime, once per realm, and gives the walk inside it; undefined when that cannot be read or linked. Fails when the runtime's own wasm cannot be read. */
export function startRuntime(read: ReadWasm): Promise<WasmWalk | undefined> {
  return (started ??= start(read));
}

async function start(read: ReadWasm): Promise<WasmWalk | undefined> {
  // Emscripten puts what linking needs into this object.
  const runtime: Record<string, unknown> = { wasmBinary: await read('web-tree-sitter.wasm'), locateFile: (name: string) => name };
  await Parser.init(runtime);
  const walker = await read('walker.wasm').catch(() => undefined);
  return walker && linkWalker(runtime, walker);
}
