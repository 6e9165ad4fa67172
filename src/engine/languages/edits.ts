import type { CodeView } from './code-view';

/** One replacement in a text, by UTF-16 offsets. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** How something that surrounds a value holds it. */
export type Holder =
  /** In a text: `${…}`, `{…}` of an f-string. */
  | 'hole'
  /** One side of a concatenation. */
  | 'operand'
  /** Argument of a call, by place or after a format text. */
  | 'argument'
  /** Argument of a call by name. */
  | 'keyword'
  | 'property' | 'spread' | 'element';

/** A value and the place that holds it, from which it can be taken out or in which it can be replaced. */
export interface Carrier {
  holder: Holder;
  /** The value expression. */
  node: number;
  /** What goes when the value goes: hole, operand, argument, entry. */
  slot: number;
  /** The name it has there: key of the property, name of the argument. */
  key: string;
  /** The call or construction whose arguments hold it, or -1; for holders inside a text or object -1 too. */
  call: number;
}

/** An import a helper needs, or one by which a helper of another file is reached. */
export interface ImportWanted {
  module: string;
  names: readonly string[];
}

/** How code of a language family is edited: pure functions of a view, which give replacements or nothing where an edit does not fit. */
export interface CodeEdits {
  /** The call, construction or raise that stands at the span of its callee, or -1. */
  callAt: (code: CodeView, start: number, end: number) => number;
  /** What holds an expression, innermost first, up to the statement it stands in. */
  holders: (code: CodeView, start: number, end: number) => Carrier[];
  /** Expressions below a call's arguments that name a value: variables and fields, in the order of the text. */
  leaves: (code: CodeView, call: number) => number[];
  /** Where such an expression stands, in languages where it may be no node of its own: `email` of `$email` in a text. */
  leafSpan?: (code: CodeView, leaf: number) => { start: number; end: number };
  /** The names that a definition around a span binds to its value: `contact` for `const contact = user.email`, parameters to themselves. */
  boundNames: (code: CodeView, start: number, end: number) => string[];
  /** The function around a node, 0 for the file. */
  functionAround: (code: CodeView, node: number) => number;
  /** Names of the parameters of the function around a node, innermost function first. */
  parameters: (code: CodeView, node: number) => string[];
  /** The object a field is read from: its span and text for `user` of `user.email`; undefined for anything but plain names and fields. */
  owner: (code: CodeView, node: number) => string | undefined;
  /** True for an expression that is nothing but names: `user`, `this.order.customer`. */
  isPath: (code: CodeView, node: number) => boolean;
  /** Takes a value out with what belongs to it. `variadic`: arguments may go without moving the meaning of those behind. */
  remove: (code: CodeView, carrier: Carrier, variadic: boolean) => Replacement[] | undefined;
  /** Puts an expression in place of the value; `key` renames the property it stands under, `label` the word in front of it in a text. */
  replace: (code: CodeView, carrier: Carrier, expression: string, rename?: { key: string; word: string }) => Replacement[] | undefined;
  /** Puts a fixed text in place of the value. */
  replaceByText: (code: CodeView, carrier: Carrier, text: string) => Replacement[] | undefined;
  /** Wraps the value in a call. */
  wrap: (code: CodeView, carrier: Carrier, callee: string) => Replacement[] | undefined;
  /** Inserts a helper's source and the imports it needs; undefined when the file has that name already. */
  insertHelper: (code: CodeView, name: string, source: string, imports: readonly ImportWanted[]) => Replacement[] | undefined;
  /** Ways to import a name from another file of the workspace, likeliest first. */
  importFrom: (code: CodeView, name: string, file: string) => Replacement[][];
  /** Functions a text defines whose name says they mask, by name. */
  maskers: (text: string) => string[];
  /** Ways to switch a weakened option at a span back on, best first. */
  strengthen: (code: CodeView, start: number, end: number) => Replacement[][];
  /** The declared type of a name in sight of a node, without its type arguments; '' when none is written. */
  declaredType: (code: CodeView, node: number, name: string) => string;
  /** Names of the members a type declares in a text, or undefined when it is not declared there. */
  members: (code: CodeView, type: string) => string[] | undefined;
  /** Paths a file may have that a name is imported from, without extension: `src/users/user`. */
  importedFrom: (code: CodeView, name: string) => string[];
  /** Adds a path to the redaction of a logger that is made in this text; undefined when none is made. */
  redactAtLogger: (code: CodeView, path: string) => { replacements: Replacement[]; logger: string } | undefined;
  /** The name of an id that stands for an object: `userId`, `user_id`. */
  idName: (owner: string, member: string) => string;
  /** Members and parameters that are a stable id of their owner. */
  isId: (name: string) => boolean;
  /** The comment sign that runs to the end of the line. */
  lineComment: string;
}
