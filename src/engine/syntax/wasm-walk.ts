import type { Tree } from 'web-tree-sitter';
import { maxDepth, type FlatTree } from './flat-tree';

/**
 * The walk of `walker/walker.c`. With a changed stretch, what lies wholly outside of it is one record of 0 records. Undefined: memory was short, or the trees of
 * this runtime are laid out differently.
 */
export type WasmWalk = (tree: Tree, changed?: { start: number; end: number }) => FlatTree | undefined;

/** What is used of the runtime's module object. */
interface Runtime {
  loadWebAssemblyModule: (binary: Uint8Array, flags: { loadAsync: true }) => Promise<Record<string, unknown>>;
  _free: (address: number) => void;
  HEAPU32: Uint32Array;
}

type FlatWalk = (tree: number, maxDepth: number, changedStart: number, changedEnd: number) => number;

/** Words in front of the records: their number, and whether the tree has an error. */
const header = 4;
/** The largest number that is still one when the walker doubles it. */
const wholeText = 0x7fffffff;

/** Links the walker into the runtime's memory, with the runtime's own loader. Undefined when this runtime has no such loader, or refuses. */
export async function linkWalker(runtime: object, bytes: Uint8Array): Promise<WasmWalk | undefined> {
  if (!canLink(runtime)) return undefined;
  const walk = await load(runtime, bytes);
  if (!isFlatWalk(walk)) return undefined;
  return (tree, changed = { start: 0, end: wholeText }) => {
    const block = call(walk, tree, changed);
    if (block === 0) return undefined;
    // Memory that grew has new views, so the view is asked for after the walk.
    const { HEAPU32 } = runtime;
    const at = block >>> 2;
    const count = HEAPU32[at] ?? 0;
    const flat = { words: HEAPU32.slice(at + header, at + header + count * 4), count, hasError: HEAPU32[at + 1] === 1 };
    runtime._free(block);
    return flat;
  };
}

/** The address of the records, or 0. Reading a tree of another layout can end in a trap, which leaves the tree as it was. */
function call(walk: FlatWalk, tree: Tree, changed: { start: number; end: number }): number {
  try {
    return walk((tree as unknown as { 0: number })[0], maxDepth, changed.start, changed.end);
  } catch {
    return 0;
  }
}

async function load(runtime: Runtime, bytes: Uint8Array): Promise<unknown> {
  try {
    return (await runtime.loadWebAssemblyModule(bytes, { loadAsync: true })).flat_walk;
  } catch {
    return undefined;
  }
}

function canLink(runtime: object): runtime is Runtime {
  const { loadWebAssemblyModule, _free, HEAPU32 } = runtime as Partial<Record<keyof Runtime, unknown>>;
  return typeof loadWebAssemblyModule === 'function' && typeof _free === 'function' && HEAPU32 instanceof Uint32Array;
}

function isFlatWalk(value: unknown): value is FlatWalk {
  return typeof value === 'function';
}
