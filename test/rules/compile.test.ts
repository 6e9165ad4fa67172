import assert from 'node:assert/strict';
import { join } from 'node:path';
import { compileRules, readRules } from '../../scripts/compile-rules';
import type { Catalogue } from '../../src/engine/rules/catalogue';

type Sources = Awaited<ReturnType<typeof readRules>>;

const root = join(__dirname, '..', '..');

describe('compiling the rules', () => {
  let sources: Sources;
  let catalogue: Catalogue;

  before(async () => {
    sources = await readRules(root);
    const { value, problems } = compileRules(sources);
    assert.deepEqual(problems, []);
    assert.ok(value);
    catalogue = value;
  });

  /** The problems of the shipped rules, of the libraries only pino, with one file added or replaced. */
  function problemsWith(path: string, text: string): string[] {
    const others = sources.files.filter((file) => file.path !== path && (!file.path.startsWith('rules/libraries/') || file.path === 'rules/libraries/npm/pino.yml'));
    return compileRules({ ...sources, files: [...others, { path, text }] }).problems;
  }

  function replaced(path: string, from: string, to: string): string[] {
    const file = sources.files.find((one) => one.path === path);
    assert.ok(file, path);
    assert.ok(file.text.includes(from), `${path} holds ${from}`);
    return problemsWith(path, file.text.replace(from, to));
  }

  it('gives the classes and controls of this release under their public names', () => {
    assert.deepEqual(
      catalogue.findings.map((finding) => finding.id),
      ['cleartext-transport', 'pii-in-exceptions', 'pii-in-logs', 'pii-to-ai', 'pii-to-third-party', 'tls-verification-off', 'weak-password-hash'],
    );
    assert.deepEqual(
      catalogue.controls.map((control) => control.id),
      ['declare-recipient', 'drop-field', 'keyed-hash', 'log-stable-id', 'mask-value', 'pick-fields', 'redact-at-logger', 'use-https', 'use-password-kdf', 'use-placeholder', 'verify-certificate'],
    );
    assert.deepEqual(catalogue.languages.map((language) => language.id), ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript']);
    assert.match(catalogue.version, /^[0-9a-f]{12}$/);
  });

  it('gives the same bytes whatever the order of the files', () => {
    const turned = compileRules({ ...sources, files: [...sources.files].reverse() });
    assert.equal(JSON.stringify(turned.value), JSON.stringify(catalogue));
  });

  it('changes the version with the content', () => {
    const files = sources.files.map((file) => (file.path === 'rules/libraries/npm/pino.yml' ? { ...file, text: file.text.replace('label: Pino', 'label: Pino logger') } : file));
    const { value } = compileRules({ ...sources, files });
    assert.notEqual(value?.version, catalogue.version);
  });

  it('expands braces and takes single values as lists', () => {
    const pino = catalogue.libraries.find((library) => library.id === 'pino');
    const sink = pino?.calls.find((model) => model.call.includes('Logger.info'));
    assert.deepEqual(sink?.call, ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => `Logger.${level}`));
    assert.deepEqual(sink.sink, [{ args: ['0..'], facet: 'json', to: 'log' }]);
    const typeorm = catalogue.libraries.find((library) => library.id === 'typeorm');
    assert.ok(typeorm?.calls.some((model) => model.call.includes('Repository.findOneByOrFail') && model.returns === 'element'));
  });

  it('leaves no brace in any selector and no sink without a known shape', () => {
    for (const library of catalogue.libraries) {
      for (const callee of [...library.calls.flatMap((model) => model.call), ...library.properties.flatMap((model) => model.property)]) {
        assert.doesNotMatch(callee, /[{},\s]/, `${library.id}: ${callee}`);
      }
      for (const sink of library.calls.flatMap((model) => model.sink ?? [])) assert.ok(sink.args.length > 0, library.id);
    }
  });

  it('offers every control of a finding and only sentences in the tone of the product', () => {
    for (const finding of catalogue.findings) {
      const words = [finding.fact, finding.step, finding.title, ...Object.values(finding.docs).filter((text) => typeof text === 'string')].join(' ');
      assert.doesNotMatch(words, /\b(must|violation|illegal|insecure|you)\b/i, finding.id);
      assert.match(finding.step, /^(with|once) /, finding.id);
      assert.deepEqual(Object.keys(finding.docs.bad).sort(), ['python', 'typescript'], finding.id);
      assert.deepEqual(Object.keys(finding.docs.good).sort(), ['python', 'typescript'], finding.id);
    }
  });

  describe('a wrong file is told with its place, the reason and what to do', () => {
    it('an unknown key', () => {
      assert.deepEqual(replaced('rules/libraries/npm/pino.yml', 'label: Pino', 'label: Pino\nvendor: pino'), [
        'rules/libraries/npm/pino.yml:3:9: `vendor` is not a key of the file; remove it or correct its spelling',
      ]);
    });

    it('a sink of unknown kind', () => {
      const [problem, ...others] = replaced('rules/libraries/ecmascript/console.yml', 'to: log', 'to: logs');
      assert.match(problem ?? '', /^rules\/libraries\/ecmascript\/console\.yml:6:\d+: `calls\.0\.sink\.to` is none of log, exception, .*; choose one of these$/);
      assert.deepEqual(others, []);
    });

    it('a missing part', () => {
      assert.deepEqual(problemsWith('rules/recipients/mine.yml', '- {id: acme, name: Acme, category: mail}\n'), [
        'rules/recipients/mine.yml:1:3: `0` lacks `hosts`; add it',
      ]);
    });

    it('text that is no YAML', () => {
      const [problem] = problemsWith('rules/recipients/mine.yml', '- {id: acme\n- b');
      assert.equal(problem, 'rules/recipients/mine.yml:2:1: Flow map in block collection must be sufficiently indented and end with a }; correct the YAML');
    });

    it('a type that the library does not have', () => {
      assert.deepEqual(replaced('rules/libraries/npm/pino.yml', 'returns: Logger', 'returns: Loger'), [
        'rules/libraries/npm/pino.yml:9:14: `Loger` is no type of this library; add it to `types` or correct the name',
      ]);
    });

    it('ids that nothing defines', () => {
      assert.deepEqual(replaced('rules/findings/pii-in-logs.yml', 'mask-value, pick', 'mask-values, pick'), [
        'rules/findings/pii-in-logs.yml:10:39: `mask-values` is no control; add rules/controls/mask-values.yml or correct the id',
      ]);
      assert.deepEqual(replaced('rules/findings/weak-password-hash.yml', 'only: [password,', 'only: [passwords,'), [
        'rules/findings/weak-password-hash.yml:6:8: `passwords` is no data type; use an id of rules/data-types',
      ]);
      assert.deepEqual(replaced('rules/libraries/npm/stripe.yml', 'recipient: stripe', 'recipient: strip'), [
        'rules/libraries/npm/stripe.yml:5:12: `strip` is no recipient; add it to rules/recipients or correct the id',
      ]);
    });

    it('an id that is taken', () => {
      const pino = sources.files.find((file) => file.path === 'rules/libraries/npm/pino.yml');
      assert.deepEqual(problemsWith('rules/libraries/npm/pino-copy.yml', pino?.text ?? ''), [
        'rules/libraries/npm/pino.yml:1:5: library `pino` is defined in rules/libraries/npm/pino-copy.yml too; give one of them another id',
      ]);
    });

    it('a file in no known folder', () => {
      assert.deepEqual(problemsWith('rules/vendors/acme.yml', 'id: acme\n'), [
        'rules/vendors/acme.yml:1:1: no kind of rule lives here; move the file to a folder named in docs/writing-rules.md',
      ]);
    });
  });
});
