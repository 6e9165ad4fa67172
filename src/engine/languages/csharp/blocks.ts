import { VarKind } from '../../facts';
import { child, field, kind, statementsOf } from '../nodes';
import { nameText, parts, type Context } from './context';
import { Kind } from './kinds';
import { declare } from './scopes';

/** Functions of a block are known before its statements. */
export function hoist(c: Context, node: number): void {
  for (const one of parts(c, node)) {
    const inner = kind(c, one) === Kind.global_statement ? child(c, one) : one;
    if (inner < 0 || kind(c, inner) !== Kind.local_function_statement) continue;
    const nameNode = field(c, inner, c.field.name);
    declare(c, nameText(c, nameNode), Math.max(nameNode, inner), VarKind.Function);
  }
}

/** Statements of a body, with its functions declared first. */
export function bodyStatements(c: Context, node: number): void {
  hoist(c, node);
  statementsOf(c, node);
}
