import type { FunctionNode, FileNode, Program, TypeNode } from './program';
import type { Member } from './types';
import type { Summary } from './summary';
import type { NotPersonal } from './naming';
import type { Value } from './value';

/** What an evaluation may ask; every answer is remembered with what it rests on. */
export interface Knowledge {
  program: Program;
  policy: NotPersonal | null;
  summary(fn: FunctionNode): Summary;
  /** Notes that the parameters and result type of a function are read. */
  signature(fn: FunctionNode): void;
  /** Notes that a function is read that is evaluated inside another. */
  body(fn: FunctionNode): void;
  /** Value of a variable of a module, as other functions see it. */
  moduleVariable(file: FileNode, name: string): Value;
  members(node: TypeNode): ReadonlyMap<string, Member>;
  /** What the code of a type stores in a field of its instances. */
  field(node: TypeNode, name: string): Value | null;
  /** Methods of that name in the workspace, of types and with their parameter count. */
  methodsNamed(name: string): readonly FunctionNode[];
  /** Functions and properties of that name that are written beside the type of their receiver. */
  extensionsNamed(name: string): readonly FunctionNode[];
  /** Bodies a call of a method without one may run: those of the types that implement its type. */
  implementations(node: TypeNode, method: string): readonly FunctionNode[];
  /** Grade a team gives a function of its own, by `path#symbol`. */
  safeguardOf(fn: FunctionNode): number;
}
