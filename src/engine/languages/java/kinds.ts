import { Common } from '../nodes';

/** Node kinds the lowering compares, as small integers; `Other` is every other kind. */
export const Kind = {
  ...Common, Identifier: 12, ScopedIdentifier: 4, FieldAccess: 5, ArrayAccess: 6, Invocation: 7, Creation: 8, Str: 9, Binary: 10, Unary: 11,
  Number: 13, Null: 14, True: 15, False: 16, This: 17, Super: 18, Lambda: 19, MethodReference: 20, Class: 21, Interface: 22, Enum: 23, Record: 24,
  AnnotationType: 25, Method: 26, Constructor: 27, CompactConstructor: 28, Field: 29, StaticInitializer: 30, Block: 31, EnumConstant: 32, EnumBody: 33, ClassBody: 34,
  Modifiers: 35, Annotation: 36, MarkerAnnotation: 37, ElementValuePair: 38, ElementValueArray: 39, TypeIdentifier: 40, ScopedType: 41, GenericType: 42, ArrayType: 43,
  PrimitiveType: 44, VoidType: 45, TypeArguments: 46, Wildcard: 47, AnnotatedType: 48, FormalParameters: 49, FormalParameter: 50, SpreadParameter: 51, InferredParameters: 52,
  Declarator: 53, LocalVariable: 54, ExpressionStatement: 55, Package: 56, Import: 57, Asterisk: 58, Instanceof: 59, RecordPattern: 60, RecordPatternBody: 61,
  RecordPatternComponent: 62, TypePattern: 63, Pattern: 64, Guard: 65, SwitchLabel: 66, SwitchGroup: 67, SwitchRule: 68, Catch: 69, Finally: 70, CatchParameter: 71,
  CatchType: 72, Resource: 73, TypeList: 74, ExplicitConstructor: 75, Escape: 76, StringFragment: 77, Interpolation: 78, ReceiverParameter: 79, Throw: 80, ArrayInitializer: 81,
  Ternary: 82, Assignment: 83, CharLiteral: 84, Switch: 85, Superclass: 86, Interfaces: 87, UnderscorePattern: 88, ClassLiteral: 89, TypeParameters: 90, DimensionsExpr: 91,
} as const;

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  line_comment: Kind.Trivia, block_comment: Kind.Trivia, identifier: Kind.Identifier, scoped_identifier: Kind.ScopedIdentifier, field_access: Kind.FieldAccess,
  array_access: Kind.ArrayAccess, method_invocation: Kind.Invocation, object_creation_expression: Kind.Creation, string_literal: Kind.Str, binary_expression: Kind.Binary,
  unary_expression: Kind.Unary, parenthesized_expression: Kind.Parenthesized, decimal_integer_literal: Kind.Number, hex_integer_literal: Kind.Number,
  octal_integer_literal: Kind.Number, binary_integer_literal: Kind.Number, decimal_floating_point_literal: Kind.Number, hex_floating_point_literal: Kind.Number,
  null_literal: Kind.Null, true: Kind.True, false: Kind.False, this: Kind.This, super: Kind.Super, lambda_expression: Kind.Lambda, method_reference: Kind.MethodReference,
  class_declaration: Kind.Class, interface_declaration: Kind.Interface, enum_declaration: Kind.Enum, record_declaration: Kind.Record,
  annotation_type_declaration: Kind.AnnotationType, method_declaration: Kind.Method, constructor_declaration: Kind.Constructor,
  compact_constructor_declaration: Kind.CompactConstructor, field_declaration: Kind.Field, constant_declaration: Kind.Field, static_initializer: Kind.StaticInitializer,
  block: Kind.Block, constructor_body: Kind.Block, enum_constant: Kind.EnumConstant, enum_body: Kind.EnumBody, enum_body_declarations: Kind.ClassBody, class_body: Kind.ClassBody,
  interface_body: Kind.ClassBody, modifiers: Kind.Modifiers, annotation: Kind.Annotation, marker_annotation: Kind.MarkerAnnotation, element_value_pair: Kind.ElementValuePair,
  element_value_array_initializer: Kind.ElementValueArray, type_identifier: Kind.TypeIdentifier, scoped_type_identifier: Kind.ScopedType, generic_type: Kind.GenericType,
  array_type: Kind.ArrayType, integral_type: Kind.PrimitiveType, floating_point_type: Kind.PrimitiveType, boolean_type: Kind.PrimitiveType, void_type: Kind.VoidType,
  type_arguments: Kind.TypeArguments, wildcard: Kind.Wildcard, annotated_type: Kind.AnnotatedType, formal_parameters: Kind.FormalParameters,
  formal_parameter: Kind.FormalParameter, spread_parameter: Kind.SpreadParameter, inferred_parameters: Kind.InferredParameters, variable_declarator: Kind.Declarator,
  local_variable_declaration: Kind.LocalVariable, expression_statement: Kind.ExpressionStatement, package_declaration: Kind.Package, import_declaration: Kind.Import,
  asterisk: Kind.Asterisk, instanceof_expression: Kind.Instanceof, record_pattern: Kind.RecordPattern, record_pattern_body: Kind.RecordPatternBody,
  record_pattern_component: Kind.RecordPatternComponent, type_pattern: Kind.TypePattern, pattern: Kind.Pattern, guard: Kind.Guard, switch_label: Kind.SwitchLabel,
  switch_block_statement_group: Kind.SwitchGroup, switch_rule: Kind.SwitchRule, catch_clause: Kind.Catch, finally_clause: Kind.Finally,
  catch_formal_parameter: Kind.CatchParameter, catch_type: Kind.CatchType, resource: Kind.Resource, type_list: Kind.TypeList,
  explicit_constructor_invocation: Kind.ExplicitConstructor, escape_sequence: Kind.Escape, string_fragment: Kind.StringFragment, multiline_string_fragment: Kind.StringFragment,
  string_interpolation: Kind.Interpolation, receiver_parameter: Kind.ReceiverParameter, throw_statement: Kind.Throw, array_initializer: Kind.ArrayInitializer,
  ternary_expression: Kind.Ternary, assignment_expression: Kind.Assignment, character_literal: Kind.CharLiteral, switch_expression: Kind.Switch, superclass: Kind.Superclass,
  super_interfaces: Kind.Interfaces, extends_interfaces: Kind.Interfaces, underscore_pattern: Kind.UnderscorePattern, class_literal: Kind.ClassLiteral,
  type_parameters: Kind.TypeParameters, dimensions_expr: Kind.DimensionsExpr,
};

/** Fields the lowering asks for. */
export const fieldNames = [
  'alternative', 'arguments', 'array', 'body', 'condition', 'consequence', 'constructor', 'declarator', 'dimensions', 'element', 'field', 'index', 'init', 'interfaces', 'key',
  'left', 'name', 'object', 'operand', 'parameters', 'pattern', 'resources', 'right', 'superclass', 'template_argument', 'type', 'update', 'value',
] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;
