import { FunctionFlag, Op } from '../../facts';
import { behind, childOf, children, end, field, kind, start } from '../nodes';
import { modifiersOf } from './attributes';
import { argumentsOf } from './calls';
import { nameText, type Context } from './context';
import { inFunction, parameters } from './functions';
import { Kind } from './kinds';
import { addField, spanOf, type Body } from './members';
import { typeOf } from './types';

/** Parameters of a type: properties of a record, private fields of a class. */
export function primaryFields(c: Context, body: Body, list: number): void {
  for (const one of children(c, list)) {
    if (kind(c, one) !== Kind.parameter) continue;
    const nameNode = Math.max(field(c, one, c.field.name), one);
    const { annotations } = modifiersOf(c, one);
    const words = new Set(body.isRecord ? ['public'] : []);
    addField(c, body, { name: nameText(c, nameNode), nameNode, type: typeOf(c, field(c, one, c.field.type)), isReadonly: true }, { words, annotations });
  }
}

/** The constructor that the parameters of a type make: it calls that of the base and sets the fields. */
export function primaryConstructor(c: Context, body: Body, list: number, base: number): void {
  if (list < 0) return;
  const { name, qualified, type } = body.open;
  inFunction(c, { name, qualified: `${qualified}.${name}`, ownerType: type, flags: FunctionFlag.Constructor, ...spanOf(c, list) }, () => {
    const rows = parameters(c, list);
    const given = base < 0 ? -1 : argumentsBehind(c, base);
    if (given >= 0) {
      const at = Math.max(field(c, base, c.field.type), base);
      const args = argumentsOf(c, given, []);
      c.builder.call(Op.Call, c.builder.superValue(start(c, at), end(c, at)), start(c, at), end(c, at), args, start(c, base), end(c, base));
    }
    for (const row of rows) {
      const self = c.builder.self(row.start, row.end);
      c.builder.store(self, row.name, c.builder.ref(row.variable, row.start, row.end), row.start, row.end);
    }
  });
}

/** What is handed to the constructor of the base: `: Party(Email)` of a record holds it, of a class it follows. */
function argumentsBehind(c: Context, base: number): number {
  if (kind(c, base) === Kind.primary_constructor_base_type) return childOf(c, base, Kind.argument_list);
  const next = behind(c, base);
  return kind(c, next) === Kind.argument_list && /^\s*$/.test(c.source.slice(end(c, base), start(c, next))) ? next : -1;
}
