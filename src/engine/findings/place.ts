import { minimatch } from 'minimatch';
import type { Finding } from '../../model';

const kinds: readonly { place: Exclude<Finding['place'], 'code'>; pattern: RegExp }[] = [
  { place: 'test', pattern: /(^|\/)(tests?|__tests__|specs?|__mocks__|mocks?|e2e|cypress|testing|test-utils|testutils)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest|[^/]*[.-](test|spec|stories|e2e))\.[^/.]+$/i },
  { place: 'migration', pattern: /(^|\/)(migrations?|seeds?|seeders?|fixtures?|factories)\/|(^|\/)(seed|seeds)\.[^/.]+$/i },
  { place: 'example', pattern: /(^|\/)(examples?|samples?|demos?|playground|sandbox|benchmarks?)\// },
  { place: 'docs', pattern: /(^|\/)docs?\// },
];

/** What kind of code a path holds; `tests` are the team's own globs. Anything but `code` is read one level lower. */
export function placeOf(path: string, tests: readonly string[]): Finding['place'] {
  if (tests.some((glob) => minimatch(path, glob))) return 'test';
  return kinds.find((k) => k.pattern.test(path))?.place ?? 'code';
}
