import { Literal } from '../../facts';
import { bare, field, kind, start, text } from '../nodes';
import { lookup, operatorBetween, unaryOperator, type Context } from './context';
import { Kind } from './kinds';

/** Notes that `found` tells whether `variable` holds anything: `user, ok := x.(User)`. */
export function notePresence(c: Context, target: number, found: number): void {
  const [variable, told] = [target, found].map((one) => (one >= 0 && kind(c, one) === Kind.Identifier ? lookup(c, text(c, one)) : -1));
  if (variable !== undefined && told !== undefined && variable >= 0 && told >= 0) c.presence.set(told, variable);
}

/** In a branch that is taken when a condition is met, or is not, variables the condition finds nothing in hold nothing. Written at the begin of the branch. */
export function emptyIn(c: Context, condition: number, isMet: boolean, branch: number): void {
  // A comparison alone the flow reads by itself.
  if (c.presence.size === 0 || isComparison(c, bare(c, condition))) return;
  const at = start(c, branch);
  for (const variable of absent(c, condition, isMet)) c.builder.assign(variable, c.builder.constant(Literal.Null, '', at, at), false, at, at);
}

function isComparison(c: Context, node: number): boolean {
  return node >= 0 && kind(c, node) === Kind.Binary && /^[=!]=$/.test(operatorBetween(c, field(c, node, c.field.left), field(c, node, c.field.right)));
}

/** Variables that certainly hold nothing when a condition is met, or is not. */
function absent(c: Context, node: number, isMet: boolean): ReadonlySet<number> {
  const at = bare(c, node);
  if (at < 0) return none;
  switch (kind(c, at)) {
    case Kind.Identifier: {
      const variable = isMet ? undefined : c.presence.get(lookup(c, text(c, at)));
      return variable === undefined ? none : new Set([variable]);
    }
    case Kind.Unary:
      return unaryOperator(c, at) === '!' ? absent(c, field(c, at, c.field.operand), !isMet) : none;
    case Kind.Binary: {
      const left = field(c, at, c.field.left);
      const right = field(c, at, c.field.right);
      const operator = operatorBetween(c, left, right);
      if (operator === '&&' || operator === '||') {
        const [a, b] = [absent(c, left, isMet), absent(c, right, isMet)];
        return (operator === '&&') === isMet ? new Set([...a, ...b]) : new Set([...a].filter((one) => b.has(one)));
      }
      if ((operator !== '==' && operator !== '!=') || (operator === '==') !== isMet) return none;
      const named = bare(c, left);
      const other = bare(c, right);
      if (named < 0 || other < 0 || kind(c, named) !== Kind.Identifier || kind(c, other) !== Kind.Nil) return none;
      const variable = lookup(c, text(c, named));
      return variable < 0 ? none : new Set([variable]);
    }
    default:
      return none;
  }
}

const none: ReadonlySet<number> = new Set();
