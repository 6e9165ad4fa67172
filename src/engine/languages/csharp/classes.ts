import { ExportKind, Shows, TypeKind, VarKind } from '../../facts';
import { childOf, children, end, field, kind, start } from '../nodes';
import { modifiersOf, type Modifiers } from './attributes';
import { lastName, nameText, parts, type Context } from './context';
import { Kind } from './kinds';
import { initialiser, lowerMember, showsOf, spanOf, type Body } from './members';
import { primaryConstructor, primaryFields } from './records';
import { makeScope, type OpenType } from './scopes';
import { namedTypeOf } from './types';

/** A declared type whose row is made and whose body waits. */
interface Declared { node: number; open: OpenType; modifiers: Modifiers; inner: Declared[]; base: number; isRecord: boolean }

const kindsOf: Readonly<Record<number, number>> = { [Kind.interface_declaration]: TypeKind.Interface, [Kind.enum_declaration]: TypeKind.Enum, [Kind.record_declaration]: TypeKind.Record };

const isType = (k: number): boolean => k === Kind.class_declaration || k === Kind.struct_declaration || k === Kind.interface_declaration || k === Kind.enum_declaration || k === Kind.record_declaration;

/** Declares the types of the namespaces of a file, exports them and gives their bodies to lower. */
export function declareTypes(c: Context, nodes: readonly number[]): (() => void)[] {
  return nodes.map((node) => {
    const declared = declareType(c, node, '');
    const { name, type } = declared.open;
    const nameNode = Math.max(field(c, node, c.field.name), node);
    c.module.names.set(name, c.builder.variable(name, VarKind.Type, start(c, nameNode), end(c, nameNode), -1, type));
    c.builder.exportName(name, ExportKind.Type, type, start(c, nameNode), end(c, nameNode));
    return () => { lowerType(c, declared); };
  });
}

function declareType(c: Context, node: number, outer: string): Declared {
  const k = kind(c, node);
  const name = nameText(c, field(c, node, c.field.name));
  const qualified = outer === '' ? name : `${outer}.${name}`;
  const modifiers = modifiersOf(c, node);
  const listed = children(c, childOf(c, node, Kind.base_list)).filter((one) => kind(c, one) !== Kind.argument_list);
  const isPart = modifiers.words.has('partial');
  const annotations = isPart ? [...modifiers.annotations, { name: 'partial', args: [], start: start(c, node), end: start(c, node) }] : modifiers.annotations;
  const supers = k === Kind.enum_declaration ? [] : listed.map((one) => namedTypeOf(c, kind(c, one) === Kind.primary_constructor_base_type ? field(c, one, c.field.type) : one)).filter((one) => one >= 0);
  const type = c.builder.type({
    name, qualified, kind: kindsOf[k] ?? TypeKind.Class, supers, text: Shows.Nothing, debug: Shows.Nothing, json: Shows.AllFields, annotations, ...spanOf(c, node),
  });
  const [first = -1] = listed;
  const hasBase = first >= 0 && k !== Kind.interface_declaration && k !== Kind.struct_declaration && (kind(c, first) === Kind.primary_constructor_base_type || !/^I[A-Z]/.test(lastName(c, first)));
  const body = field(c, node, c.field.body);
  const nested = new Map<string, number>();
  const open: OpenType = { type, name, qualified, ...namesOf(c, node, body), nested, isOpen: hasBase || isPart || k === Kind.interface_declaration && first >= 0 };
  const inner = parts(c, body).filter((one) => isType(kind(c, one))).map((one) => declareType(c, one, qualified));
  for (const one of inner) nested.set(one.open.name, one.open.type);
  return { node, open, modifiers, inner, base: hasBase ? first : -1, isRecord: k === Kind.record_declaration };
}

/** Names of the members a body declares, so that bare names find them before they are lowered. */
function namesOf(c: Context, node: number, body: number): { fields: Set<string>; methods: Set<string> } {
  const fields = new Set<string>();
  const methods = new Set<string>();
  for (const one of children(c, childOf(c, node, Kind.parameter_list))) if (kind(c, one) === Kind.parameter) fields.add(nameText(c, field(c, one, c.field.name)));
  for (const one of parts(c, body)) {
    switch (kind(c, one)) {
      case Kind.field_declaration: case Kind.event_field_declaration:
        for (const each of children(c, childOf(c, one, Kind.variable_declaration))) if (kind(c, each) === Kind.variable_declarator) fields.add(nameText(c, field(c, each, c.field.name)));
        break;
      case Kind.property_declaration: case Kind.event_declaration: case Kind.enum_member_declaration: fields.add(nameText(c, field(c, one, c.field.name))); break;
      case Kind.method_declaration: methods.add(nameText(c, field(c, one, c.field.name))); break;
    }
  }
  fields.delete('');
  return { fields, methods };
}

function lowerType(c: Context, declared: Declared): void {
  const { node, open, modifiers, inner } = declared;
  const outer = c.scope;
  const { qualified } = c;
  c.scope = makeScope(outer, open);
  c.qualified = open.qualified;
  const body: Body = {
    open, isInterface: kind(c, node) === Kind.interface_declaration, isRecord: declared.isRecord, isStatic: modifiers.words.has('static'), annotations: modifiers.annotations, values: [], members: [], textFn: undefined, printsMembers: false,
  };
  const content = field(c, node, c.field.body);
  primaryFields(c, body, childOf(c, node, Kind.parameter_list));
  const waiting: (() => void)[] = [];
  for (const one of parts(c, content)) lowerMember(c, body, one, waiting);
  primaryConstructor(c, body, childOf(c, node, Kind.parameter_list), declared.base);
  initialiser(c, body, content < 0 ? node : content);
  for (const run of waiting) run();
  for (const one of inner) lowerType(c, one);
  c.scope = outer;
  c.qualified = qualified;
  c.builder.members(open.type, body.members, showsOf(body, declared.base >= 0));
}
