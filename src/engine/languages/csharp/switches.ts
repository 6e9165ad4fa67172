import { Literal, Op } from '../../facts';
import { child, children, end, field, kind, start, statement } from '../nodes';
import { valueIn, type Context } from './context';
import { condition } from './conditions';
import { Kind } from './kinds';
import { openIf, patternTest } from './patterns';
import { inScope } from './scopes';

/** `x switch { pattern when test => value, … }`: a chain of tests, one of whose values it is. */
export function switchValue(c: Context, node: number): number {
  const b = c.builder;
  const subject = valueIn(c, node, child(c, node));
  const given: number[] = [];
  let open = 0;
  for (const arm of children(c, node)) {
    if (kind(c, arm) !== Kind.switch_expression_arm) continue;
    const inner = children(c, arm);
    const [pattern = -1] = inner;
    const guard = inner.find((one) => kind(c, one) === Kind.when_clause) ?? -1;
    const result = inner.at(-1) ?? -1;
    inScope(c, () => {
      if (kind(c, pattern) !== Kind.discard || guard >= 0) {
        openIf(c, patternTest(c, subject, pattern), arm);
        open++;
        if (guard >= 0) condition(c, child(c, guard));
      }
      const made = valueIn(c, arm, result === pattern ? -1 : result);
      if (kind(c, Math.max(result, 0)) !== Kind.throw_expression) given.push(made);
    });
    if (kind(c, pattern) === Kind.discard && guard < 0) break;
    b.control(Op.Else, end(c, arm), end(c, arm));
  }
  for (; open > 0; open--) b.control(Op.End, end(c, node), end(c, node));
  return given.length > 0 ? b.choose(given, start(c, node), end(c, node)) : b.constant(Literal.Null, '', start(c, node), end(c, node));
}

const isLabel = (k: number): boolean => k === Kind.declaration_pattern || k === Kind.recursive_pattern || k === Kind.constant_pattern || k === Kind.negated_pattern || k === Kind.and_pattern || k === Kind.or_pattern
  || k === Kind.parenthesized_pattern || k === Kind.relational_pattern || k === Kind.type_pattern || k === Kind.list_pattern || k === Kind.var_pattern || k === Kind.discard;

/** `switch (x) { case …: … }`: names of a pattern are bound where its test holds. */
export function switchStatement(c: Context, node: number): void {
  const b = c.builder;
  const subject = valueIn(c, node, field(c, node, c.field.value));
  b.control(Op.Switch, start(c, node), end(c, node), subject);
  for (const section of children(c, field(c, node, c.field.body))) {
    if (kind(c, section) !== Kind.switch_section) {
      statement(c, section);
      continue;
    }
    const inner = children(c, section);
    const pattern = inner.find((one) => isLabel(kind(c, one))) ?? -1;
    b.control(Op.Case, start(c, section), end(c, section), /^default\b/.test(c.source.slice(start(c, section), start(c, section) + 8)) ? 1 : 0);
    inScope(c, () => {
      const isTest = pattern >= 0 && kind(c, pattern) !== Kind.constant_pattern && kind(c, pattern) !== Kind.discard;
      if (isTest) openIf(c, patternTest(c, subject, pattern), section);
      for (const one of inner) {
        if (kind(c, one) === Kind.when_clause) condition(c, child(c, one));
        else if (!isLabel(kind(c, one))) statement(c, one);
      }
      if (isTest) b.control(Op.End, end(c, section), end(c, section));
    });
  }
  b.control(Op.End, end(c, node), end(c, node));
}
