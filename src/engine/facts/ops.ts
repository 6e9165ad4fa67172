/**
 * The operations of a function body: three-address code with structured control flow, the same for every language.
 *
 * A row has seven integers: code, destination register, a, b, c, start, end. Registers are numbered per function and written once;
 * -1 means none. "str" is an index into the string table, "pool" an index into the integer pool, spans are relative to the function.
 */
export const Op = {
  /** dst ← literal; a = Literal kind, b = str of its text (strings without quotes, at most 64 KB). */
  Const: 0,
  /** dst ← variable a (of this function, or captured from an enclosing one: the variable's owner tells). */
  Ref: 1,
  /** dst ← the name b(str) that no scope of the file declares (`console`, `print`); c = LoadFlag.Called when it is called where it is a function. */
  Global: 2,
  /** dst ← receiver of the method. */
  This: 3,
  /** dst ← the super class's view of the receiver. */
  Super: 4,
  /** dst ← a.b(str); also a["literal"] and destructuring; tuple places are "0", "1", ... c = LoadFlag. */
  Load: 5,
  /** dst ← a[b] with b a register. */
  LoadAt: 6,
  /** a.b(str) ← c. */
  Store: 7,
  /** a[b] ← c, all registers. */
  StoreAt: 8,
  /** append c to the elements of a. */
  StoreElement: 9,
  /** remove a.b(str). */
  Delete: 10,
  /** remove a[b], b a register. */
  DeleteAt: 11,
  /** variable a ← b; c = 1 when this is its declaration. */
  Assign: 12,
  /** dst ← object or dict; pool a, b entries of six: kind (Entry), key str or -1, value register, key register or -1, start, end. */
  Record: 13,
  /** dst ← list, tuple, set; pool a, b entries of two: kind (Entry.Item or Entry.Spread), register. */
  List: 14,
  /** dst ← text; pool a, b pieces of three: Piece.Literal, str, 0 or Piece.Hole, register, Facet. */
  Text: 15,
  /** dst ← call of register a; pool b holds callee start, end, str of the callee text, then c arguments of five: Arg kind, name str or -1, register, start, end. */
  Call: 16,
  /** As Call, but a new instance. */
  New: 17,
  /** dst ← function a (index in this file). */
  Lambda: 18,
  /** dst ← type a (index in this file) as a value: a class object. */
  Class: 19,
  /** dst ← a clean result computed from pool a, b registers; c = Derived kind. */
  Derive: 20,
  /** dst ← one of pool a, b registers: `?:`, `??`, `||`, `&&`, match value. */
  Choose: 21,
  /** dst ← a, seen as type expression b. */
  Cast: 22,
  /** dst ← truth of a test of a; b = Test kind, c = type expression or str. */
  Is: 23,
  /** dst ← an element of a. */
  Iterate: 24,
  /** dst ← what promise a yields. */
  Await: 25,
  /** the generator yields a. */
  Yield: 26,
  Return: 27,
  Throw: 28,
  /** a = register of the condition; b = 1 when the test is negated. */
  If: 29,
  Else: 30,
  /** Zero or more times. */
  Loop: 31,
  /** a = register of the subject. */
  Switch: 32,
  /** a = 1 for the default case. Each case starts in the state before the switch, joined with the case above when that falls through. */
  Case: 33,
  Try: 34,
  /** a = variable of the caught value or -1. */
  Catch: 35,
  Finally: 36,
  /** Ends If, Loop, Switch, Try. */
  End: 37,
  /** Break and Continue: a = enclosing loops and switches left besides the innermost (a labelled jump), else -1. */
  Break: 38,
  Continue: 39,
} as const;

export const opNames = Object.keys(Op) as (keyof typeof Op)[];
export const opStride = 7;

export const Literal = { Text: 0, Number: 1, True: 2, False: 3, Null: 4, Pattern: 5 } as const;
export const Entry = { Key: 0, Spread: 1, Computed: 2, Item: 3 } as const;
export const Piece = { Literal: 0, Hole: 1 } as const;
export const Arg = { Positional: 0, Named: 1, Spread: 2, NamedSpread: 3, Block: 4 } as const;
/** Called: where it names a function, that is called without arguments (languages that need no brackets). Bare: what the object lacks is asked of the package and the globals. */
export const LoadFlag = { Optional: 1, Called: 2, Bare: 4 } as const;
export const Derived = { Compare: 0, Logic: 1, Arithmetic: 2, Length: 3, Test: 4, TypeName: 5 } as const;
export const Test = { Type: 0, Null: 1, In: 2, Equals: 3, Truthy: 4 } as const;

/** Name of the type that a cast right behind a call sees its result as, where all that is meant are the type arguments given to the call. */
export const givenTypes = '<>';

/** How much of a value a hole, a conversion or a sink shows. */
export const Facet = { Text: 0, Debug: 1, Json: 2, Fields: 3 } as const;
export type Facet = (typeof Facet)[keyof typeof Facet];

/** What a facet of a type shows by the language's default and its own methods. Promoted: what a method of a super type gives, without one all fields. */
export const Shows = { Nothing: 0, AllFields: 1, Function: 2, Inherited: 3, Promoted: 4 } as const;

export const VarKind = { Local: 0, Parameter: 1, Import: 2, Function: 3, Type: 4, Caught: 5 } as const;
export const TypeKind = { Class: 0, Interface: 1, Alias: 2, Enum: 3, Record: 4, Schema: 5 } as const;
export const TypeExpr = { Name: 0, List: 1, Union: 2, Function: 3, Literal: 4, Object: 5, Tuple: 6, Map: 7 } as const;
/** Package: the name is the package the file says it belongs to. */
export const ExportKind = { Variable: 0, Type: 1, Reexport: 2, Star: 3, Package: 4 } as const;

/** Everywhere: it holds for every file of the language, `global using`. */
export const ImportFlag = { TypeOnly: 1, Dynamic: 2, Everywhere: 4 } as const;
export const FunctionFlag = {
  Async: 1, Generator: 2, Constructor: 4, Static: 8, Getter: 16, Setter: 32, Abstract: 64, Lambda: 128, Module: 256, FieldInit: 512, Override: 1024,
} as const;
export const ParamFlag = { Rest: 1, NamedRest: 2, NamedOnly: 4, Optional: 8, Receiver: 16, Block: 32 } as const;
export const MemberFlag = { Static: 1, Optional: 2, Private: 4, Method: 8, Getter: 16, HiddenText: 32, HiddenJson: 64, Readonly: 128, EnumCase: 256, HidesAlike: 512, Address: 1024 } as const;
export const UnseenReason = { Syntax: 0, Budget: 1, Dynamic: 2 } as const;
