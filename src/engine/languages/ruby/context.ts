import type { MemberFact, ParamFact } from '../../facts';
import { end, start, type Handlers, type Nodes } from '../nodes';
import type { Fields } from './kinds';
import type { Scope } from './scopes';

/** What the lowering knows of the grammar, looked up once. */
export interface Tables extends Handlers<Context> {
  field: Fields;
  /** Symbol number of the texts of heredocs, which stand apart from the place that names them. */
  heredocBody: number;
}

/** A class or module of the file, all parts of it together. */
export interface OpenType {
  type: number;
  name: string;
  qualified: string;
  members: Map<string, MemberFact>;
  constants: Set<string>;
  /** Text forms its own methods or declarations state. */
  late: { text?: number; debug?: number; json?: number; textFn?: number; debugFn?: number; jsonFn?: number };
  /** Attributes the inspected form leaves out. */
  filtered: Set<string>;
  isMixin: boolean;
}

/** What a method or block needs to know of itself while it is lowered. */
export interface Activation {
  rows: ParamFact[];
  /** Block parameter: what `yield` calls; -1 until it is needed. */
  block: number;
  /** Variable that holds what a `return` inside a block gives, of the method; -1 when none does. */
  leaving: number;
  /** True in a block, whose `return` leaves the method around it. */
  isBlock: boolean;
  /** Parameters a block without a list has by use: `it`, `_1`. */
  isOpen: boolean;
  method: string;
  outer: Activation | undefined;
}

/** The state of lowering one file. */
export interface Context extends Tables, Nodes<Context> {
  scope: Scope;
  module: Scope;
  /** The class or module being lowered. */
  type: OpenType | undefined;
  /** True where the receiver is the class itself. */
  isStatic: boolean;
  /** Qualified name of the innermost named function or type. */
  qualified: string;
  /** Qualified names of the classes and modules around, innermost first. */
  nesting: string[];
  /** Classes and modules of the file by qualified name. */
  types: Map<string, OpenType>;
  /** Type expressions by their text. */
  typeNames: Map<string, number>;
  activation: Activation;
  /** Texts of heredocs by the node that begins them, and how many were met. */
  heredocs: Map<number, number> | undefined;
  /** Variables that hold blocks and lambdas. */
  callables: Set<number>;
}

export const spanOf = (c: Pick<Context, 'words'>, node: number): { start: number; end: number } => ({ start: start(c, node), end: end(c, node) });

export const makeActivation = (outer: Activation | undefined, method: string, isBlock = false): Activation => ({ rows: [], block: -1, leaving: -1, isBlock, isOpen: false, method, outer });
