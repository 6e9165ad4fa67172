import type { Location, Range } from './place';
import type { Severity } from './severity';
import type { ControlOffer } from './control';
import type { FindingDecision } from './decision';

/** What was done to a value on its way. `asserted` means a name claims it and no body shows it. */
export type SafeguardGrade =
  | 'masked' | 'hashed' | 'keyed-hashed' | 'encrypted' | 'tokenised' | 'redacted' | 'dropped' | 'password-kdf' | 'asserted';

/** One stop of personal data on its way from where it is known to where it leaves. */
export interface Step extends Location {
  kind: 'source' | 'step' | 'call' | 'sink';
  /** What stands there, shortened and without literal values: `user.email`, `contact`, `audit(…)`. */
  text: string;
}

/** One way of personal data to the reporting place: first step the source, last the sink. */
export interface Flow {
  dataType: string;
  strength: 'certain' | 'likely';
  /** Safeguards every path passed that lower the severity but do not clear the finding. */
  safeguards: SafeguardGrade[];
  steps: Step[];
}

/** Who receives the data. */
export interface Recipient {
  id: string;
  name: string;
  category: string;
  country?: string;
  /** Data types the team file names for it; absent where it does not name the recipient. */
  declared?: string[];
}

/** Data types of a finding that the team file does not name for its recipient. */
export function undeclaredTypes({ dataTypes, recipient }: Pick<Finding, 'dataTypes' | 'recipient'>): string[] {
  return dataTypes.filter((type) => recipient?.declared?.includes(type) !== true);
}

/** Why an ignore hides a finding, taken from a comment in the code. */
export interface Ignore {
  reason: string;
  until?: string;
  location: Location;
  /** True when the finding stays visible as information because its tier asks for a decision. */
  waiting: boolean;
}

export type FindingState = 'new' | 'known' | 'newly-seen' | 'agreed';

/** A rule met at a reporting place, with all flows to it as evidence. */
export interface Finding {
  /** The public class id (rule id in SARIF, code of the diagnostic), e.g. `pii-in-logs`. */
  classId: string;
  /** `shipmate/v1`: 16 hex digits, without line and path. */
  fingerprint: string;
  file: string;
  /** Short hash of the lines it stands on, white space collapsed; a baseline brings a finding back when it changes. */
  lineHash?: string;
  /** The callee, option or literal the class names as its place. */
  range: Range;
  /** The argument that carries the data; the editor underlines it. */
  argument?: Range;
  /** Qualified name of the enclosing function without the file; empty at module level. */
  symbol: string;
  /** The callee or literal as written, white space collapsed; literals are masked. */
  callee: string;
  severity: Severity;
  tier: 1 | 2 | 3 | 4;
  strength: 'certain' | 'likely';
  /** Ids of data types, sorted; empty for protection classes without data. */
  dataTypes: string[];
  recipient?: Recipient;
  /** At most 10; `flowCount` tells how many there are. */
  flows: Flow[];
  flowCount: number;
  /** The fact of the sentence: "Email goes to the log." */
  fact: string;
  /** What the code stands in; anything but `code` is one severity lower. */
  place: 'code' | 'test' | 'example' | 'migration' | 'docs';
  state: FindingState;
  ignore?: Ignore;
  /** What people decided about it. */
  decision?: FindingDecision;
  /** A settled dispute of the team file that speaks of it. */
  ruling?: { ruling: 'false-positive' | 'control-elsewhere'; reason: string };
  /** Rungs of call resolution that were guessed on the way (5: receiver name, 6: only method of that name). */
  guessed: (5 | 6)[];
  /** `path#native-id` links, filled by governance. */
  threats: Link[];
  assessments: Link[];
  /** Filled when controls were planned and verified. */
  controls: ControlOffer[];
}

/** A link to an entry of a threat model or an assessment. */
export interface Link {
  /** `path#native-id` from the workspace root. */
  target: string;
  title: string;
  how: 'stated' | 'derived';
  range: Range;
}

export type { Location, Range };
