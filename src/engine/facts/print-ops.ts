import { functionLabel, variableUse, type FactsPrinter } from './print';
import { Arg, Derived, Entry, Facet, Literal, Op, Piece, Test, opNames, opStride } from './ops';
import { FnCol, TypeCol } from './tables';

const word = (names: Record<string, number>, value: number): string => (Object.keys(names).find((key) => names[key] === value) ?? `?${value}`).toLowerCase();
const isWord = /^[\w$#-]+$/;
const keyText = (key: string): string => (isWord.test(key) ? key : JSON.stringify(key));

/** Appends the operations of function `fn`, one line each, indented by block. */
export function printOperations(printer: FactsPrinter, fn: number, indent: string, out: string[]): void {
  const { facts } = printer;
  const start = facts.functions[fn * FnCol.stride + FnCol.opStart] ?? 0;
  const end = facts.functions[fn * FnCol.stride + FnCol.opEnd] ?? 0;
  let depth = 0;
  for (let at = start * opStride; at < end * opStride; at += opStride) {
    const code = facts.ops[at] ?? -1;
    if (code === Op.End) depth--;
    const outer = code === Op.Else || code === Op.Case || code === Op.Catch || code === Op.Finally ? 1 : 0;
    out.push(indent + '  '.repeat(Math.max(0, depth - outer)) + operation(printer, fn, at));
    if (code === Op.If || code === Op.Loop || code === Op.Switch || code === Op.Try) depth++;
  }
}

function operation(printer: FactsPrinter, fn: number, at: number): string {
  const { facts, str } = printer;
  const code = facts.ops[at] ?? -1;
  const dst = facts.ops[at + 1] ?? -1;
  const text = body(printer, fn, code, facts.ops[at + 2] ?? -1, facts.ops[at + 3] ?? -1, facts.ops[at + 4] ?? -1, str);
  return dst >= 0 ? `r${dst} = ${text}` : text;
}

function body(printer: FactsPrinter, fn: number, code: number, a: number, b: number, c: number, str: (id: number) => string): string {
  const { facts } = printer;
  switch (code) {
    case Op.Const: return a === Literal.Text ? JSON.stringify(str(b)) : a === Literal.Pattern ? `pattern ${str(b)}` : a === Literal.Number ? `number ${str(b)}` : word(Literal, a);
    case Op.Ref: return `ref ${variableUse(printer, a, fn)}`;
    case Op.Global: return `global ${str(b)}`;
    case Op.This: return 'this';
    case Op.Super: return 'super';
    case Op.Load: return `load r${a} ${['', '?', '~'][c] ?? ''}.${keyText(str(b))}`;
    case Op.LoadAt: return `load r${a} [r${b}]`;
    case Op.Store: return `store r${a} .${keyText(str(b))} = r${c}`;
    case Op.StoreAt: return `store r${a} [r${b}] = r${c}`;
    case Op.StoreElement: return `store r${a} [] = r${c}`;
    case Op.Delete: return `delete r${a} .${keyText(str(b))}`;
    case Op.DeleteAt: return `delete r${a} [r${b}]`;
    case Op.Assign: return `${c ? 'let' : 'set'} ${variableUse(printer, a, fn)} = r${b}`;
    case Op.Record: return `record {${entries(printer, a, b)}}`;
    case Op.List: return `list [${rows(a, b, 2, (p) => (facts.pool[p] === Entry.Spread ? '...r' : 'r') + String(facts.pool[p + 1]))}]`;
    case Op.Text: return `text ${pieces(printer, a, b)}`;
    case Op.Call: return `call r${a}(${args(printer, b + 3, c)})`;
    case Op.New: return `new r${a}(${args(printer, b + 3, c)})`;
    case Op.Lambda: return `lambda ${functionLabel(printer, a)}`;
    case Op.Class: return `class ${str(facts.types[a * TypeCol.stride + TypeCol.qualified] ?? -1)}`;
    case Op.Derive: return `derive ${word(Derived, c)}${registers(facts.pool, a, b, ' ', ' ')}`;
    case Op.Choose: return `choose${registers(facts.pool, a, b, ' ', ' | ')}`;
    case Op.Cast: return `cast r${a} as ${printer.typeExpr(b)}`;
    case Op.Is: return `is r${a} ${word(Test, b)}${c < 0 ? '' : ` ${b === Test.Type ? printer.typeExpr(c) : JSON.stringify(str(c))}`}`;
    case Op.Iterate: return `iterate r${a}`;
    case Op.Await: return `await r${a}`;
    case Op.Yield: return `yield r${a}`;
    case Op.Return: return a < 0 ? 'return' : `return r${a}`;
    case Op.Throw: return a < 0 ? 'throw' : `throw r${a}`;
    case Op.If: return `if ${b ? 'not ' : ''}r${a}`;
    case Op.Switch: return `switch r${a}`;
    case Op.Case: return a === 1 ? 'case default' : 'case';
    case Op.Catch: return a < 0 ? 'catch' : `catch ${variableUse(printer, a, fn)}`;
    case Op.Break: case Op.Continue: return `${code === Op.Break ? 'break' : 'continue'}${a > 0 ? ` outer ${a}` : ''}`;
    default: return (opNames[code] ?? `?${code}`).toLowerCase();
  }
}

function rows(first: number, count: number, stride: number, show: (at: number) => string): string {
  return Array.from({ length: count }, (_, i) => show(first + i * stride)).join(', ');
}

function registers(pool: Int32Array, first: number, count: number, before: string, between: string): string {
  return count > 0 ? before + Array.from(pool.subarray(first, first + count), (r) => `r${r}`).join(between) : '';
}

function entries({ facts, str }: FactsPrinter, first: number, count: number): string {
  const { pool } = facts;
  return rows(first, count, 6, (p) => {
    const value = `r${pool[p + 2] ?? -1}`;
    if (pool[p] === Entry.Spread) return `...${value}`;
    return pool[p] === Entry.Computed ? `[r${pool[p + 3] ?? -1}]: ${value}` : `${keyText(str(pool[p + 1] ?? -1))}: ${value}`;
  });
}

function pieces({ facts, str }: FactsPrinter, first: number, count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const p = first + i * 3;
    if (facts.pool[p] === Piece.Literal) return JSON.stringify(str(facts.pool[p + 1] ?? -1));
    return `r${facts.pool[p + 1] ?? -1}:${word(Facet, facts.pool[p + 2] ?? -1)}`;
  }).join(' ');
}

function args({ facts, str }: FactsPrinter, first: number, count: number): string {
  const { pool } = facts;
  return rows(first, count, 5, (p) => {
    const value = `r${pool[p + 2] ?? -1}`;
    switch (pool[p]) {
      case Arg.Named: return `${str(pool[p + 1] ?? -1)}: ${value}`;
      case Arg.Spread: return `...${value}`;
      case Arg.NamedSpread: return `**${value}`;
      case Arg.Block: return `&${value}`;
      default: return value;
    }
  });
}
