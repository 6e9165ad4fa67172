import { errorSymbol, type Grammar } from '../../syntax';

/** Node kinds that the lowering asks for outside its dispatch tables; 0 is any other kind. */
export const Kind = {
  Other: 0, Comment: 1, Identifier: 2, Function: 3, Arrow: 4, FunctionDeclaration: 5, Method: 6, Class: 7, ClassDeclaration: 8, Var: 9, Lexical: 10, ForIn: 11,
  Assignment: 12, Error: 13, String: 14, Template: 15, Number: 16, Binary: 17, Parenthesized: 18, Call: 19, Await: 20, Member: 21, Subscript: 22, This: 23,
  ObjectPattern: 24, ArrayPattern: 25, AssignmentPattern: 26, ObjectAssignmentPattern: 27, PairPattern: 28, RestPattern: 29, ShorthandPattern: 30,
  Import: 31, ImportStatement: 32, ExportStatement: 33, Ambient: 34, FunctionSignature: 35, Enum: 36, Namespace: 37, ImportAlias: 38, Interface: 39, TypeAlias: 40,
  Object: 41, Pair: 42, Spread: 43, Shorthand: 44, Computed: 45, Decorator: 46, Block: 47, ExpressionStatement: 48, StaticBlock: 49, New: 50, True: 51, False: 52,
  Null: 53, Unary: 54, Escape: 55, Substitution: 56, Field: 57, MethodSignature: 58, IndexSignature: 59, PropertySignature: 60, CallSignature: 61,
  RequiredParameter: 62, OptionalParameter: 63, Labeled: 64, Loop: 65, SwitchStatement: 66, JsxExpression: 67, JsxText: 68, ObjectType: 69, LiteralType: 70,
  UnionType: 71, IntersectionType: 72, MappedClause: 73, TypeQuery: 74, LookupType: 75, KeyOf: 76, SwitchDefault: 77, JsxAttribute: 78, Super: 79, Augmented: 80,
  JsxOpening: 81, JsxClosing: 82, NamespaceName: 84, NamedImports: 85, NamespaceImport: 86, ImportClause: 87, ImportSpecifier: 88, ImportRequire: 89,
  ExportClause: 90, ExportSpecifier: 91, NamespaceExport: 92, ExtendsClause: 93, ImplementsClause: 94, TypeArguments: 95, Array: 96, Private: 97, Declarator: 98,
  Heritage: 99, OptionalType: 100, RestType: 101, PredefinedType: 102, EnumAssignment: 103, AsExpression: 104, Statement: 105, ExtendsType: 106, Regex: 107, ElseClause: 108,
} as const;

const named: Record<string, number> = {
  comment: Kind.Comment, html_comment: Kind.Comment, hash_bang_line: Kind.Comment, identifier: Kind.Identifier, function_expression: Kind.Function, generator_function: Kind.Function,
  arrow_function: Kind.Arrow, function_declaration: Kind.FunctionDeclaration, generator_function_declaration: Kind.FunctionDeclaration, method_definition: Kind.Method,
  class: Kind.Class, class_declaration: Kind.ClassDeclaration, abstract_class_declaration: Kind.ClassDeclaration, variable_declaration: Kind.Var,
  lexical_declaration: Kind.Lexical, using_declaration: Kind.Lexical, for_in_statement: Kind.ForIn, assignment_expression: Kind.Assignment,
  augmented_assignment_expression: Kind.Augmented, update_expression: Kind.Augmented, string: Kind.String, template_string: Kind.Template, number: Kind.Number,
  binary_expression: Kind.Binary, parenthesized_expression: Kind.Parenthesized, call_expression: Kind.Call, await_expression: Kind.Await,
  member_expression: Kind.Member, subscript_expression: Kind.Subscript, this: Kind.This, object_pattern: Kind.ObjectPattern, array_pattern: Kind.ArrayPattern,
  assignment_pattern: Kind.AssignmentPattern, object_assignment_pattern: Kind.ObjectAssignmentPattern, pair_pattern: Kind.PairPattern, rest_pattern: Kind.RestPattern,
  shorthand_property_identifier_pattern: Kind.ShorthandPattern, import: Kind.Import, import_statement: Kind.ImportStatement, export_statement: Kind.ExportStatement,
  ambient_declaration: Kind.Ambient, function_signature: Kind.FunctionSignature, enum_declaration: Kind.Enum, internal_module: Kind.Namespace, module: Kind.Namespace,
  import_alias: Kind.ImportAlias, interface_declaration: Kind.Interface, type_alias_declaration: Kind.TypeAlias, object: Kind.Object, pair: Kind.Pair,
  spread_element: Kind.Spread, shorthand_property_identifier: Kind.Shorthand, computed_property_name: Kind.Computed, decorator: Kind.Decorator,
  statement_block: Kind.Block, expression_statement: Kind.ExpressionStatement, class_static_block: Kind.StaticBlock, new_expression: Kind.New, true: Kind.True,
  false: Kind.False, null: Kind.Null, undefined: Kind.Null, unary_expression: Kind.Unary, escape_sequence: Kind.Escape, template_substitution: Kind.Substitution,
  public_field_definition: Kind.Field, field_definition: Kind.Field, method_signature: Kind.MethodSignature, abstract_method_signature: Kind.MethodSignature,
  index_signature: Kind.IndexSignature, property_signature: Kind.PropertySignature, call_signature: Kind.CallSignature, construct_signature: Kind.CallSignature,
  required_parameter: Kind.RequiredParameter, optional_parameter: Kind.OptionalParameter, labeled_statement: Kind.Labeled, for_statement: Kind.Loop,
  while_statement: Kind.Loop, do_statement: Kind.Loop, switch_statement: Kind.SwitchStatement, jsx_expression: Kind.JsxExpression, jsx_text: Kind.JsxText,
  object_type: Kind.ObjectType, literal_type: Kind.LiteralType, union_type: Kind.UnionType, intersection_type: Kind.IntersectionType,
  mapped_type_clause: Kind.MappedClause, type_query: Kind.TypeQuery, lookup_type: Kind.LookupType, index_type_query: Kind.KeyOf, switch_default: Kind.SwitchDefault,
  jsx_attribute: Kind.JsxAttribute, super: Kind.Super, jsx_opening_element: Kind.JsxOpening, jsx_closing_element: Kind.JsxClosing, jsx_namespace_name: Kind.NamespaceName,
  named_imports: Kind.NamedImports, namespace_import: Kind.NamespaceImport, import_clause: Kind.ImportClause, import_specifier: Kind.ImportSpecifier,
  import_require_clause: Kind.ImportRequire, export_clause: Kind.ExportClause, export_specifier: Kind.ExportSpecifier, namespace_export: Kind.NamespaceExport,
  extends_clause: Kind.ExtendsClause, implements_clause: Kind.ImplementsClause, type_arguments: Kind.TypeArguments, array: Kind.Array,
  private_property_identifier: Kind.Private, variable_declarator: Kind.Declarator, class_heritage: Kind.Heritage, optional_type: Kind.OptionalType,
  rest_type: Kind.RestType, predefined_type: Kind.PredefinedType, enum_assignment: Kind.EnumAssignment, as_expression: Kind.AsExpression,
  extends_type_clause: Kind.ExtendsType, regex: Kind.Regex, else_clause: Kind.ElseClause,
  if_statement: Kind.Statement, try_statement: Kind.Statement, return_statement: Kind.Statement, throw_statement: Kind.Statement, with_statement: Kind.Statement,
  break_statement: Kind.Statement, continue_statement: Kind.Statement, debugger_statement: Kind.Statement, empty_statement: Kind.Statement,
};

/** Kind of every symbol number of a grammar, 65536 long so that error nodes have one too. */
export function kindsOf(grammar: Grammar): Uint8Array {
  const kinds = new Uint8Array(errorSymbol + 1);
  for (const [symbol, name] of grammar.symbols.entries()) kinds[symbol] = named[name] ?? Kind.Other;
  kinds[errorSymbol] = Kind.Error;
  return kinds;
}

const fieldNames = [
  'alias', 'alternative', 'argument', 'arguments', 'attribute', 'body', 'condition', 'consequence', 'constructor', 'declaration', 'decorator', 'finalizer', 'function', 'handler',
  'increment', 'index', 'initializer', 'key', 'label', 'left', 'module', 'name', 'object', 'open_tag', 'optional_chain', 'parameter', 'parameters', 'pattern', 'property',
  'return_type', 'right', 'source', 'type', 'value',
] as const;
/** Field numbers of a grammar by name; a field the grammar does not have is -1 and so never found. */
export type Fields = Record<(typeof fieldNames)[number], number>;

/** Looks up the field numbers of a grammar. */
export function fieldsOf(grammar: Grammar): Fields {
  const fields: Partial<Fields> = {};
  for (const name of fieldNames) fields[name] = grammar.fields.indexOf(name);
  return fields as Fields;
}
