import type { SinkKind } from '../rules/catalogue';
import type { Facet } from '../facts';
import type { InputRef, Label, RedactionConfig, Site, TextForm, Trail, Value } from './value';

/** Who a sink sends to: a known recipient, a host text, or the team's own side. */
export interface Destination {
  kind: SinkKind;
  library: string;
  recipient: string | null;
  /** Forms the URL may have; empty when nothing is known. */
  hosts: readonly TextForm[];
  hostInput: InputRef | null;
  /** True when the sink has a host selector at all: without a known host the recipient is unknown, not the team. */
  asksHost: boolean;
  /** Rungs of call resolution that were guessed to find the sink. */
  guessed: number;
  /** Key of the instance, where the library shares instances by name. */
  key: string;
  /** Type of the project that is called for it, or that was given what it calls, where only whoever made an instance knows the host. */
  client?: string;
}

/** What clients that the code declares are connected to. */
export interface ClientBase {
  library: string;
  /** Path and key of the type, or the name clients are asked for by; empty for all that the library makes. */
  type: string;
  /** Pieces of the addresses it may have. */
  hosts: readonly (readonly (string | null)[])[];
  recipient: string | null;
}

/** Redaction that holds for all instances of a library, or for those of one key. */
export interface LibraryConfig {
  library: string;
  /** Empty for all. */
  key: string;
  config: readonly RedactionConfig[];
}

/** Personal data seen at a reporting place. */
export interface Hit {
  to: Destination;
  site: Site;
  label: Label;
  /** Keys it stands under in what is sent. */
  path: readonly string[];
}

/** A way from an input of the function to a sink inside: whoever calls with data reports it there. */
export interface SinkEdge {
  input: InputRef;
  facet: Facet;
  to: Destination;
  trail: Trail;
  /** Redaction in force where it leaves, and the keys it already stands under there. */
  redaction: readonly RedactionConfig[];
  path: readonly string[];
  /** Data types that are told where it leaves: callers who bring the same are not told once more. */
  told: readonly string[];
}

/** An option or literal that weakens protection. */
export interface WeakSpot {
  finding: string;
  site: Site;
  value: string;
  /** Labels of what it should have protected, where known. */
  labels: readonly Label[];
  guessed: number;
}

/** A field of an input the function writes; `removed` when it deletes it. */
export interface Mutation {
  root: number;
  path: readonly string[];
  value: Value | null;
  /** Happens on every way through the function. */
  certain: boolean;
}

/** A call of a function that came in as an input: closed where the function is known. */
export interface OpenCall {
  input: InputRef;
  args: readonly Value[];
  site: Site;
}

/** An input that a client connects to. */
export interface UrlUse {
  input: InputRef;
  site: Site;
}

/** What a function does, in terms of its inputs. */
export interface Summary {
  result: Value;
  edges: readonly SinkEdge[];
  mutations: readonly Mutation[];
  opens: readonly OpenCall[];
  hits: readonly Hit[];
  weak: readonly WeakSpot[];
  /** Assignments to variables of the module by name. */
  moduleWrites: ReadonlyMap<string, Value>;
  /** Safeguarded or low data that passed a sink, for the inventory. */
  seen: readonly Hit[];
  urls: readonly UrlUse[];
  configs: readonly LibraryConfig[];
  clients: readonly ClientBase[];
  calls: { resolved: number; unresolved: number; examples: readonly Site[] };
  /** Data known to be personal inside, whether it leaves or not. */
  data: readonly { label: Label; name: string }[];
  cut: boolean;
}

/** Edges kept per function; more are cut in order of appearance and reported. */
export const maxEdges = 128;
