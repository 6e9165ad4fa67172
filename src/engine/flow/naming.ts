import { MemberFlag } from '../facts';
import { classify, personOwner, type Role } from '../classify';
import type { FileNode, Program } from './program';
import { Guard, type Label, type Trail } from './value';

/** Strengths by number, as labels carry them. */
const strengths = { maybe: 0, likely: 1, certain: 2 } as const;

/** A name in its place, as the classifier wants it. */
export interface Named {
  name: string;
  role: Role;
  owner?: string;
  ownerType?: string;
  siblings?: readonly string[];
  type?: string;
  annotations?: readonly string[];
}

/** The team's own names that mean no person, from the policy: name → globs of where. */
export interface NotPersonal {
  matches(name: string, path: string): boolean;
}

/** Fields that hold what a type is made around. */
const heldUnder = /^(?:value|raw|text|string|str|content)$/i;

/** The name a field speaks under: the only field of a type made around one value speaks under the name of the type, `Iban(value)`. */
export function spokenName(members: ReadonlyMap<string, { fn: unknown; flags: number }>, type: string, name: string): string {
  if (!heldUnder.test(name)) return name;
  let held = 0;
  for (const { fn, flags } of members.values()) if (!fn && (flags & (MemberFlag.Static | MemberFlag.Method | MemberFlag.EnumCase)) === 0) held++;
  return held === 1 ? type.charAt(0).toLowerCase() + type.slice(1) : name;
}

/** How a type that is read off a variable is called. */
export const shapeOf = 'typeof ';

/** What a schema or table describes, by its name: `typeof leadSchema` a lead. */
export const describedBy = (type: string): string => type.slice(shapeOf.length).replace(/(?<=\w)_?(?:schema|model|table|validator|shape|def|entity)$/i, '');

/** The label a name earns in its place, or null. `at` is where it stands. */
export function nameLabel(program: Program, file: FileNode, named: Named, policy: NotPersonal | null, at: () => Trail): Label | null {
  const { ownerType } = named;
  const verdict = classify(program.classifier, ownerType?.startsWith(shapeOf) ? { ...named, ownerType: describedBy(ownerType) } : named);
  if (!verdict) return null;
  if (policy?.matches(named.name, file.path)) return null;
  let guards = 0;
  if (verdict.typedSafeguard) guards |= Guard.redacted;
  if (verdict.assertedSafeguard) guards |= Guard.asserted;
  return { type: verdict.dataType, strength: strengths[verdict.strength], guards, guessed: 0, trail: at() };
}

/** Answers a question about a name once for each name; results do not depend on it. */
function remembered(test: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) {
      if (known.size >= 100_000) known.clear();
      known.set(name, (answer = test(name)));
    }
    return answer;
  };
}

/** A place in a list or tuple. */
export const isNumber = remembered((name) => /^-?\d+$/.test(name));

/** A field that hands on the value it is read from. */
export const isWrapping = remembered((name) => /^(value|text|raw|data|content|current|body|\*|-?\d+)$/i.test(name));

/** A group of settings: `config`, `mailCfg`. */
export const isConfiguration = remembered((name) => /(?:^|_|[a-z])(?:config|configuration|cfg)$/i.test(name));

/** The name of a file or folder: `apiKeyFilename`. */
export const isFileName = remembered((name) => /(?:^|[a-z0-9_])(?:file_?name|file_?path|file|path|dir|directory|folder|alias|(?:key|token|secret)_?id|fingerprint|thumbprint)$/i.test(name));

/** True when an object of that name is a person, so that showing it whole shows personal data. */
export function isPerson(program: Program, name: string): boolean {
  return personOwner(program.classifier, name) === 'person';
}

/** True when an object of that name is an organisation. */
export const isOrganisation = (program: Program, name: string): boolean => personOwner(program.classifier, name) === 'organisation';

/** True when a name tells nothing of what it holds: `u`, `found`, `row`. */
export function saysNothing(program: Program, name: string): boolean {
  return program.classifier.lexicon.carriers.has(name) || personOwner(program.classifier, name) === undefined;
}
