import type { CodeView } from '../../languages/code-view';
import type { Case } from '../context';
import type { Helpers } from './helpers';
import { argumentsOf, functionAround, isMember, readable } from './reading';
import { callsOf, functionsIn, hashesIn, isPasswordName, makerOf, returned, schemeOf, wholeHash, type Hash, type Maker, type Scheme } from './scheme';
import { roleOf, type Comparison } from './uses';
import { sharingFiles } from './workspace';

/** A comparison that is rewritten, with the password as written there. */
export interface Check {
  path: string;
  code: CodeView;
  comparison: Comparison;
  password: string;
  /** How the function that hashes is called there: `this.hashPassword`. */
  make: string;
  /** It calls the function that compares, which is rewritten itself. */
  isCall: boolean;
}

/** Where the hash of a finding is written: its own file, or the one of a function it hands the password to. */
export interface Home {
  path: string;
  code: CodeView;
  call: number;
}

/** All that is known of how a workspace hashes and verifies passwords. */
export interface Practice {
  home: Home;
  scheme: Scheme;
  /** The function that hashes, whose body becomes a KDF. */
  maker: Maker | undefined;
  /** The function that compares, whose body verifies both forms. */
  checker: { maker: Maker; password: string; stored: string } | undefined;
  checks: Check[];
  /** Hashes that are stored as they are. */
  inline: Hash[];
  /** Calls that hash, or compare a hash, as the edit knows them, by file. */
  known: Map<string, Set<number>>;
}

/** Reads how passwords are hashed, stored and compared; undefined where a use of the hash is not clear. */
export function readPractice(item: Case, home: Home, helpers: Helpers): Practice | undefined {
  const { code } = home;
  const scheme = schemeOf(code, home.call);
  const start = wholeHash(code, home.call);
  // The same hash of something else, as for an ETag, stays.
  const hashes = (scheme ? hashesIn(code, scheme) : []).filter(({ node, password }) => node === start || isPasswordName(password));
  if (!scheme || !hashes.some(({ node }) => node === start)) return undefined;
  const makers = hashes.map((hash) => makerOf(code, hash)).filter((one) => one !== undefined);
  const [maker] = makers;
  if (makers.length > 1 || (maker && !givesBack(code, maker, 'string|str'))) return undefined;
  const inMaker = hashes.filter(({ node }) => maker && functionAround(code, node) === maker.node);
  const ownCalls = maker ? callsOf(code, maker) : [];
  if (!ownCalls || inMaker.length > 1) return undefined;
  const practice: Practice = { home, scheme, maker, checker: undefined, checks: [], inline: [], known: new Map([[home.path, new Set(hashes.map(({ node }) => node))]]) };
  const uses: { path: string; code: CodeView; hash: Hash; make: string }[] = [];
  const addCalls = (path: string, at: CodeView, calls: readonly number[]): boolean => {
    for (const call of calls) uses.push({ path, code: at, hash: { node: call, password: at.textOf(argumentsOf(at, call)[0] ?? -1) }, make: at.textOf(at.child(call, 'function')) });
    know(practice, path, calls);
    return calls.every((call) => argumentsOf(at, call).length === 1);
  };
  for (const hash of hashes) if (!inMaker.includes(hash)) uses.push({ path: home.path, code, hash, make: maker ? (maker.isMethod ? '' : maker.name) : helpers.make.name });
  if (!addCalls(home.path, code, ownCalls)) return undefined;
  const others = maker ? sharingFiles(item, home.path, maker) : [];
  if (!others) return undefined;
  for (const { path, code: at } of others) {
    const calls = maker ? callsOf(at, { ...maker, isMethod: false }) : [];
    if (!calls || !addCalls(path, at, calls)) return undefined;
  }
  // A function that hashes anything is used for other things as well.
  if (maker && !isPasswordName(maker.name) && !uses.every(({ hash }) => isPasswordName(hash.password))) return undefined;
  for (const use of uses) {
    const role = roleOf(use.code, use.hash.node);
    if (!role) return undefined;
    if (role === 'stored') {
      if (hashes.includes(use.hash)) practice.inline.push(use.hash);
      continue;
    }
    // The password is read again for the new hash.
    if (!isReadableText(use.hash.password)) return undefined;
    const checker = checkerAt(use.code, role, use.hash);
    if (!checker) practice.checks.push({ path: use.path, code: use.code, comparison: role, password: use.hash.password, make: use.make, isCall: false });
    else if (practice.checker || use.path !== home.path || !givesBack(code, checker.maker, 'boolean|bool')) return undefined;
    else practice.checker = checker;
  }
  return practice.checker ? withCalls(item, helpers, practice, practice.checker) : practice;
}

function know({ known }: Practice, path: string, calls: readonly number[]): void {
  known.set(path, new Set([...(known.get(path) ?? []), ...calls]));
}

const isReadableText = (text: string): boolean => new RegExp(`^${readable}$`).test(text);

/** True where the declared result of a function, if any, is of these types. */
function givesBack(code: CodeView, { node }: Maker, types: string): boolean {
  const declared = code.child(node, 'return_type');
  return declared < 0 || new RegExp(`^:?\\s*(?:Promise<\\s*)?(?:${types})\\s*>?$`).test(code.textOf(declared));
}

/** The function that does nothing but this comparison of its two parameters. */
function checkerAt(code: CodeView, { node, stored, isPositive, kept }: Comparison, { password }: Hash): Practice['checker'] {
  const around = functionAround(code, node);
  const maker = functionsIn(code).find((one) => one.node === around);
  if (!maker || !isPositive || maker.parameters.length !== 2 || !maker.parameters.includes(stored) || !maker.parameters.includes(password) || stored === password) return undefined;
  const result = returned(code, around);
  // A hash that is kept first stands in front of what is returned.
  return result === node || (kept !== undefined && code.kind(code.parent(node)) === 'return_statement') ? { maker, password, stored } : undefined;
}

/** Adds the calls of the comparing function: that is where records are at hand. */
function withCalls(item: Case, helpers: Helpers, practice: Practice, checker: NonNullable<Practice['checker']>): Practice | undefined {
  const { maker } = checker;
  const others = sharingFiles(item, practice.home.path, maker);
  if (!others) return undefined;
  const passwordAt = maker.parameters.indexOf(checker.password);
  for (const { path, code } of [practice.home, ...others]) {
    const calls = callsOf(code, path === practice.home.path ? maker : { ...maker, isMethod: false });
    if (!calls) return undefined;
    know(practice, path, calls);
    for (const call of calls) {
      const given = argumentsOf(code, call).map((one) => code.textOf(one));
      const callee = code.child(call, 'function');
      const object = isMember(code, callee) ? `${code.textOf(code.child(callee, 'object'))}.` : '';
      const make = !practice.maker ? helpers.make.name : practice.maker.isMethod ? (object === '' ? '' : object + practice.maker.name) : practice.maker.name;
      if (given.length !== 2 || !given.every(isReadableText)) return undefined;
      practice.checks.push({ path, code, comparison: { node: call, isPositive: true, stored: given[1 - passwordAt] ?? '' }, password: given[passwordAt] ?? '', make, isCall: true });
    }
  }
  return practice;
}
