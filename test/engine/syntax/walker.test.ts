import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { walkerSha256 } from '../../../scripts/walker/source';
import { flattenByCursor } from '../../../src/engine/syntax/cursor-walk';
import { createFlatten } from '../../../src/engine/syntax/flatten';
import type { FlatTree, Grammar } from '../../../src/engine/syntax/flat-tree';
import { describe as describeGrammar } from '../../../src/engine/syntax/parser';
import { startRuntime } from '../../../src/engine/syntax/runtime';
import { linkWalker, type WasmWalk } from '../../../src/engine/syntax/wasm-walk';
import { readWasm, root, shippedRules } from '../../support/rules';

interface Entry {
  parser: Parser;
  grammar: Grammar;
  /** Fixtures of this grammar. */
  texts: string[];
}

/** Texts that are read by no grammar, or strain every one. */
const odd: Record<string, string> = {
  empty: '', blank: ' \n\t\n', noise: '%$§\u0000}{)(][\u2028"\'`\\', surrogates: '"\ud83d\ude00" \ud83d x = "\udc00"', 'open string': 'x = "abc\n'.repeat(300),
  'open brackets': '('.repeat(20_000), 'nested brackets': `x = ${'['.repeat(4_000)}1${']'.repeat(4_000)}`, 'a long chain': `x = a${'.b(1)'.repeat(8_000)}`, 'a long sum': `x = 1${' + 1'.repeat(20_000)}`,
  'blocks in blocks': '{ if (a) '.repeat(3_000), 'many statements': 'a = f(b, "c")\n'.repeat(3_000), 'many comments': '// a\n# b\n/* c */\n'.repeat(3_000), closing: '}'.repeat(5_000),
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('The walk inside wasm', function () {
  this.timeout(120_000);
  const entries = new Map<string, Entry>();
  let walk: WasmWalk;

  before(async () => {
    const started = await startRuntime(readWasm);
    assert.ok(started, 'the walker is linked');
    walk = started;
    const fixtures = filesBelow(join(root, 'test/fixtures'));
    for (const { id: language, grammars } of (await shippedRules()).languages) {
      for (const { id, wasm, extensions } of grammars) {
        const loaded = await Language.load(await readWasm(`${language}/${wasm}`));
        const parser = new Parser();
        parser.setLanguage(loaded);
        const texts = fixtures.filter((path) => extensions.some((extension) => path.endsWith(extension))).map((path) => readFileSync(path, 'utf8'));
        entries.set(id, { parser, grammar: describeGrammar(id, loaded), texts });
      }
    }
  });

  function parsed<T>({ parser }: Entry, text: string, use: (tree: Tree) => T): T {
    const tree = parser.parse(text);
    assert.ok(tree);
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  }

  function same(entry: Entry, text: string, title: string): void {
    parsed(entry, text, (tree) => {
      const flat = walk(tree);
      assert.ok(flat, `${title}: there is a tree`);
      const portable = flattenByCursor(tree, entry.grammar);
      assert.equal(flat.hasError, portable.hasError, title);
      assert.equal(flat.count, portable.count, title);
      assert.equal(Buffer.compare(Buffer.from(flat.words.buffer), Buffer.from(portable.words.buffer)), 0, title);
    });
  }

  it('gives what the cursor gives for every fixture of every grammar', () => {
    for (const [id, entry] of entries) for (const text of entry.texts) same(entry, text, `${id}: ${text.slice(0, 80)}`);
  });

  it('does so for broken code', () => {
    const cut = fc.record({ pick: fc.nat(), at: fc.double({ min: 0, max: 1, noNaN: true }), gone: fc.integer({ min: 0, max: 60 }), put: fc.constantFrom('', '(', '}', '"', '\n', '`${', '/*', '😀', '<a', ':') });
    fc.assert(fc.property(fc.constantFrom(...entries.keys()), fc.array(cut, { minLength: 1, maxLength: 4 }), (id, cuts) => {
      const entry = entries.get(id);
      assert.ok(entry);
      let text = entry.texts[(cuts[0]?.pick ?? 0) % Math.max(entry.texts.length, 1)] ?? '';
      for (const { at, gone, put } of cuts) text = text.slice(0, Math.floor(at * text.length)) + put + text.slice(Math.floor(at * text.length) + gone);
      same(entry, text, id);
    }), { numRuns: 300 });
  });

  for (const [title, text] of Object.entries(odd)) {
    it(`does so for ${title}`, () => {
      for (const [id, entry] of entries) same(entry, text, `${id}: ${title}`);
    });
  }

  it('frees what it takes', () => {
    const entry = entries.get('typescript');
    assert.ok(entry);
    parsed(entry, `let a;\nfunction f() {\n${'  a = g(b, c);\n'.repeat(20_000)}}\n`, (tree) => {
      // A block has room for every node of the tree: kept, they would fill the runtime's 2 GB.
      for (let i = 0; i < 1_000; i++) assert.equal(walk(tree, { start: 0, end: 3 })?.words.at(-1), 0);
    });
  });

  describe('is trusted', () => {
    const tree = (use: (entry: Entry, tree: Tree) => void): void => {
      const entry = entries.get('typescript');
      assert.ok(entry);
      parsed(entry, 'const a = { b: 1 };\n', (found) => use(entry, found));
    };
    const counted = (give: WasmWalk): { walk: WasmWalk; calls: () => number } => {
      let calls = 0;
      return { walk: (...args) => (calls++, give(...args)), calls: () => calls };
    };
    const broken = (flat: FlatTree | undefined): FlatTree | undefined => flat && { ...flat, words: flat.words.map((word) => word + 1) };

    it('only after the first trees came out the same both ways, else never', () => {
      tree((entry, found) => {
        const portable = flattenByCursor(found, entry.grammar);
        const wrong = counted((...args) => broken(walk(...args)));
        const flatten = createFlatten(wrong.walk);
        for (let i = 0; i < 5; i++) assert.deepEqual(flatten(found, entry.grammar), portable);
        assert.equal(wrong.calls(), 1);
        const right = counted(walk);
        const trusting = createFlatten(right.walk);
        for (let i = 0; i < 5; i++) assert.deepEqual(trusting(found, entry.grammar), portable);
        assert.equal(right.calls(), 5);
      });
    });

    it('and where it gives nothing, the cursor walks', () => {
      tree((entry, found) => {
        let given = 0;
        const flatten = createFlatten((...args) => (given++ < 2 ? walk(...args) : undefined));
        for (let i = 0; i < 4; i++) assert.deepEqual(flatten(found, entry.grammar), flattenByCursor(found, entry.grammar));
        assert.deepEqual(createFlatten(undefined)(found, entry.grammar), flattenByCursor(found, entry.grammar));
      });
    });
  });

  it('gives nothing where it traps', async () => {
    const entry = entries.get('typescript');
    assert.ok(entry);
    const runtime = { loadWebAssemblyModule: () => Promise.resolve({ flat_walk: () => { throw new Error('memory access out of bounds'); } }), _free: () => undefined, HEAPU32: new Uint32Array(1) };
    const trapping = await linkWalker(runtime, new Uint8Array());
    assert.ok(trapping);
    parsed(entry, 'let a;', (tree) => assert.equal(trapping(tree), undefined));
  });

  it('is not there for bytes or a runtime that do not fit', async () => {
    const bytes = readFileSync(join(root, 'src/engine/syntax/walker/walker.wasm'));
    assert.equal(await linkWalker({}, bytes), undefined);
    const loaded = (exports: unknown): object => ({ loadWebAssemblyModule: () => Promise.resolve(exports), _free: () => undefined, HEAPU32: new Uint32Array(1) });
    assert.equal(await linkWalker(loaded({}), bytes), undefined);
    assert.equal(await linkWalker({ ...loaded({}), loadWebAssemblyModule: () => { throw new Error('no dylink section'); } }, bytes), undefined);
    assert.equal(await linkWalker({ ...loaded({}), loadWebAssemblyModule: () => Promise.reject(new Error('no such import')) }, bytes), undefined);
  });

  it('is built from the sources in the repository, by its recorded sha256', () => {
    const bytes = readFileSync(join(root, 'src/engine/syntax/walker/walker.wasm'));
    assert.equal(createHash('sha256').update(bytes).digest('hex'), walkerSha256);
  });
});
