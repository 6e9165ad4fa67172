/** What the team file adds to the rules, already validated; see governance for how it is read. */
export interface Policy {
  exclude: string[];
  tests: string[];
  ownHosts: string[];
  recipients: { id: string; data: string[] }[];
  dataTypes: { id: string; names: string[]; tier: 1 | 2 | 3 | 4; fideslang?: string }[];
  notPersonal: { name: string; where?: string; reason: string }[];
  safeguards: { function: string; grade: string }[];
}

/** The policy of a workspace without a team file. */
export const emptyPolicy: Policy = { exclude: [], tests: [], ownHosts: [], recipients: [], dataTypes: [], notPersonal: [], safeguards: [] };
