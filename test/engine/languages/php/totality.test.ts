import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FnCol } from '../../../../src/engine/facts';
import { assertWellFormed } from '../../../support/lowering';
import { lowering } from './golden';

const folder = join(__dirname, '../../../fixtures/php');

const hostile: readonly [string, string][] = [
  ['nothing', ''],
  ['only a page', '<html><body><p>hello</p></body></html>\n'],
  ['a byte order mark', '\uFEFF<?php class A {}\n'],
  ['one quote', '<?php $a = "'],
  ['an unfinished heredoc', '<?php $a = <<<EOT\nhello $b\n'],
  ['an unfinished text with holes', '<?php $a = "x {$b->'],
  ['only an attribute', '<?php #[Route("/")]\n'],
  ['a class without body', '<?php class A extends\n'],
  ['a class without name', '<?php class { public $a; }\n'],
  ['names of Object.prototype', '<?php class constructor { public $__proto__ = toString; function hasOwnProperty() { return constructor($valueOf); } } function toString() {} $constructor["__proto__"] = 1; new __proto__();\n'],
  ['Windows line ends', '<?php\r\nclass A {\r\n  function f(User $user) {\r\n    return $user->email;\r\n  }\r\n}\r\n'],
  ['astral characters', '<?php class Ä { public $n = "😀" . ä; }\n'],
  ['a conflict left in', '<?php class A {\n<<<<<<< HEAD\n  public $a;\n=======\n  public $b;\n>>>>>>> other\n}\n'],
  ['unfinished members', '<?php class A { public $a = ; function b( { if ( } ; $c-> ; d(); new ; fn($x) => ; switch ($a) { case } match(true) { } }\n'],
  ['jumps that lead nowhere', '<?php break 9; continue -1; goto x; break $a; return; exit; die();\n'],
  ['formats that are off', '<?php sprintf("%s %5$s %", $a); sprintf(); vsprintf("%d", $a); vsprintf("%s", [...$a]); compact(); compact($x); array_merge(); array_merge(...$x); call_user_func();\n'],
  ['targets that are none', '<?php f() = 1; [] = $a; list() = $b; [[], [$c]] = $d; $$e = 1; ${"f"} = 2; $g[] []= 3; unset(); unset(f()); $this = 4; [1 => $h, ...$i] = $j; foreach ($a as ) {} foreach ($a as [$k, [$l]]) {}\n'],
  ['doc comments that are off', '<?php /** @param array<int, $x @param  @return array{a: b, @var User[ $y @property */ function f($x) {} /** @var */ $a = 1; /** @var array{email: string, $b */ $b = 2;\n'],
  ['several namespaces', '<?php namespace A { class X {} function f() {} } namespace B { use A\\X; new X(); \\A\\f(); } namespace { f(); }\n'],
  ['uses that are off', '<?php use ; use function ; use A\\{ ; use A\\{B as , C\\D}; namespace ; use const A\\B as C;\n'],
  ['a trait of itself', '<?php trait T { use T; function f() { self::f(); parent::f(); static::$x = 1; } }\n'],
];

describe('php lowering holds on any text', () => {
  for (const [title, source] of hostile) {
    it(title, async () => assertWellFormed((await lowering())(source), title));
  }

  it('deep nesting and long chains', async () => {
    const lower = await lowering();
    const within = (text: string): string => `<?php class A { function f() { ${text} } }\n`;
    const deep = [
      within(`return ${'('.repeat(3000)}1${')'.repeat(3000)};`), within(`return ${Array(5000).fill('$a').join(' . ')};`), within(`return "s" . ${Array(5000).fill('$a').join(' . ')};`),
      within(`return ${Array(5000).fill('$a').join(' || ')};`), within(`return ${'!'.repeat(5000)}$a;`), within(`return $a${'->b'.repeat(5000)};`), within(`return $a${'->b()'.repeat(3000)};`),
      within(`return ${'fn($x) => '.repeat(2000)}1;`), within(`return $a${"['b']".repeat(4000)};`), within(`$a${"['b']".repeat(4000)} = 1;`), within(`${'if ($a) {'.repeat(2000)}${'}'.repeat(2000)}`),
      within(`${'if ($a) b(); else '.repeat(2000)} c();`), within(`if ($a) b(); ${'elseif ($a) b(); '.repeat(2000)}`), within(`return ${'['.repeat(2000)}1${']'.repeat(2000)};`),
      within(`${'['.repeat(900)}$a${']'.repeat(900)} = $b;`), within(`${'$a = '.repeat(3000)}1;`), within(`return ${'$a ?? '.repeat(3000)}1;`), within(`return ${'new class { function f() { return '.repeat(300)}1;${'} }'.repeat(300)};`),
      `<?php /** @param ${'array<'.repeat(2000)}User $x */ function f($x) {}\n`, `<?php /** @param ${'User|'.repeat(2000)}User $x */ function f($x) {}\n`,
    ];
    for (const source of deep) assertWellFormed(lower(source), source.slice(0, 60));
  }).timeout(60_000);

  it('every prefix of real sources, with every function inside of the file', async () => {
    const lower = await lowering();
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.php')).slice(0, 6)) {
      const source = (await readFile(join(folder, name), 'utf8')).slice(0, 1800);
      for (let length = 0; length <= source.length; length += length < 200 ? 1 : 5) {
        const facts = lower(source.slice(0, length));
        assertWellFormed(facts, `${name} to ${String(length)}`);
        for (let fn = 0; fn < facts.functions.length; fn += FnCol.stride) {
          const [from = -1, to = -1] = [facts.functions[fn + FnCol.start], facts.functions[fn + FnCol.end]];
          assert.ok(from >= 0 && from <= to && to <= length, `${name} to ${String(length)}: a function outside of the file`);
        }
      }
    }
  }).timeout(120_000);

  it('real sources with parts missing', async () => {
    const lower = await lowering();
    let seed = 7;
    const next = (limit: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed % Math.max(1, limit);
    };
    for (const name of (await readdir(folder)).filter((one) => one.endsWith('.php'))) {
      const source = await readFile(join(folder, name), 'utf8');
      for (let round = 0; round < 12; round++) {
        const at = next(source.length);
        assertWellFormed(lower(source.slice(0, at) + source.slice(at + next(120))), `${name} without a part at ${String(at)}`);
      }
    }
  }).timeout(120_000);
});
