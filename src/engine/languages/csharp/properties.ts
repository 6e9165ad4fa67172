import { FunctionFlag, MemberFlag, VarKind } from '../../facts';
import { children, end, field, kind, start, text } from '../nodes';
import { modifiersOf, type Modifiers } from './attributes';
import { nameText, type Context } from './context';
import { bodyOf, inFunction } from './functions';
import { Kind } from './kinds';
import { addField, hidesJson, spanOf, type Body } from './members';
import { declare } from './scopes';
import { typeOf } from './types';

/** A property: an automatic one is a field, one with a body a getter and a setter. */
export function propertyMember(c: Context, body: Body, node: number, waiting: (() => void)[]): void {
  const nameNode = Math.max(field(c, node, c.field.name), node);
  const name = nameText(c, nameNode);
  const modifiers = modifiersOf(c, node);
  const typeNode = field(c, node, c.field.type);
  const type = typeOf(c, typeNode);
  const value = field(c, node, c.field.value);
  const isComputed = value >= 0 && kind(c, value) === Kind.arrow_expression_clause;
  const accessors = children(c, field(c, node, c.field.accessors)).map((one) => ({ body: field(c, one, c.field.body), word: wordOf(c, one) }));
  const getter = isComputed ? value : (accessors.find((one) => one.word === 'get')?.body ?? -1);
  const setters = accessors.filter((one) => one.word !== 'get' && one.body >= 0);
  for (const one of setters) waiting.push(() => { setter(c, body, node, nameNode, one.body, type); });
  if (getter < 0) {
    addField(c, body, { name, nameNode, type, isReadonly: !accessors.some((one) => one.word === 'set') }, modifiers);
    if (value >= 0) body.values.push({ name, node, value, type: typeNode });
    return;
  }
  waiting.push(() => {
    const fn = inFunction(c, {
      name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: FunctionFlag.Getter | (modifiers.words.has('static') ? FunctionFlag.Static : 0), returns: type, ...spanOf(c, node),
      nameStart: start(c, nameNode), nameEnd: end(c, nameNode),
    }, () => {
      c.builder.params([]);
      bodyOf(c, getter);
    }, typeNode);
    body.members.push({ name, type, fn, flags: flagsOf(body, modifiers), ...spanOf(c, nameNode), ...(modifiers.annotations.length > 0 ? { annotations: modifiers.annotations } : {}) });
  });
}

function flagsOf(body: Body, { words, annotations }: Modifiers): number {
  const isPublic = words.has('public') || words.has('internal') || body.isInterface;
  return MemberFlag.Getter | (words.has('static') ? MemberFlag.Static : 0) | (isPublic ? 0 : MemberFlag.Private | MemberFlag.HiddenText) | (!isPublic || words.has('static') || hidesJson(annotations) ? MemberFlag.HiddenJson : 0);
}

/** `get`, `set` or `init`. */
function wordOf(c: Context, node: number): string {
  return /\b(get|set|init|add|remove)\b/.exec(text(c, node).slice(0, 120))?.[1] ?? '';
}

function setter(c: Context, body: Body, node: number, nameNode: number, content: number, type: number): void {
  const name = nameText(c, nameNode);
  inFunction(c, { name, qualified: `${body.open.qualified}.${name}`, ownerType: body.open.type, flags: FunctionFlag.Setter, ...spanOf(c, node), nameStart: start(c, nameNode), nameEnd: end(c, nameNode) }, () => {
    const variable = declare(c, 'value', nameNode, VarKind.Parameter, type);
    c.builder.params([{ name, variable, type, flags: 0, ...spanOf(c, nameNode) }]);
    bodyOf(c, content, true);
  });
}
