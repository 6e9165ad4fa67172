import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { compileRules, readRules } from '../../scripts/compile-rules';

/** Sample values and what each helper of the control makes of them. */
const samples: Record<string, [unknown, string][]> = {
  maskEmail: [['anna.berg@mail.test', 'a***@mail.test'], ['no address', '***'], ['@mail.test', '***'], ['', '***'], [null, '***'], [42, '***']],
  maskPhone: [['+49 151 2345678', '***78'], ['12345', '***'], ['', '***'], [null, '***'], [491512345678, '***78']],
  maskValue: [['DE02120300000000202051', '***'], ['', ''], [null, ''], [7, '***']],
};

describe('helpers of the control mask-value', () => {
  let helpers: Record<string, { name: string; code: string }[]>;

  before(async () => {
    const { value } = compileRules(await readRules(join(__dirname, '..', '..')));
    helpers = value?.controls.find((control) => control.id === 'mask-value')?.helpers ?? {};
  });

  it('mask any value in JavaScript', () => {
    assert.deepEqual(helpers['ecmascript']?.map((helper) => helper.name), Object.keys(samples));
    for (const { name, code } of helpers['ecmascript'] ?? []) {
      for (const [value, shown] of samples[name] ?? []) assert.equal(runInNewContext(`${code}; ${name}(value)`, { value }), shown, `${name}(${String(value)})`);
      assert.equal(typeof runInNewContext(`${code}; ${name}(undefined)`), 'string');
    }
  });

  it('differ in TypeScript only by their types', () => {
    const plain = helpers['ecmascript']?.map((helper) => helper.code);
    assert.deepEqual(helpers['typescript']?.map((helper) => helper.code.replace('(value: unknown): string', '(value)')), plain);
  });

  it('mask any value in Python', function () {
    const calls = (helpers['python'] ?? []).flatMap(({ name }) => {
      const camel = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
      return (samples[camel] ?? []).map(([value, shown]) => `assert ${name}(${value === null ? 'None' : JSON.stringify(value)}) == ${JSON.stringify(shown)}`);
    });
    assert.ok(calls.length > 10);
    const text = [...(helpers['python'] ?? []).map((helper) => helper.code), ...calls].join('\n');
    const run = spawnSync('python3', ['-c', text], { encoding: 'utf8' });
    if (run.error !== undefined) this.skip();
    assert.equal(run.stderr, '');
    assert.equal(run.status, 0);
  });
});
