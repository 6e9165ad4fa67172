import { writeFileSync } from 'node:fs';
import { fixedText } from './fixed';
async function main() {
  for (const name of process.argv.slice(2)) writeFileSync(`test/fixtures/${name.replace(/\.(\w+)$/, '.fixed.$1')}`, await fixedText(name));
}
void main();
