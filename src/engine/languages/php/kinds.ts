import { Common } from '../nodes';

/** Node kinds the lowering compares, as small integers; `Other` is every other kind. */
export const Kind = {
  ...Common, Name: 4, QualifiedName: 5, RelativeName: 6, RelativeScope: 7, Variable: 8, DynamicVariable: 9, Member: 10, NullsafeMember: 11, Subscript: 12, ScopedProperty: 13,
  ClassConstant: 14, FunctionCall: 15, MethodCall: 16, NullsafeCall: 17, StaticCall: 18, Creation: 19, AnonymousClass: 20, Str: 21, Encapsed: 22, Heredoc: 23, Nowdoc: 24,
  StringContent: 25, Escape: 26, Binary: 27, Unary: 28, Assignment: 29, Augmented: 30, Reference: 31, Integer: 32, Float: 33, Boolean: 34, Null: 35, Array: 36, ArrayElement: 37,
  List: 38, ByRef: 39, Unpacking: 40, Closure: 41, Arrow: 42, UseClause: 43, Arguments: 44, Argument: 45, Placeholder: 46, Parameters: 47, SimpleParameter: 48,
  PromotedParameter: 49, VariadicParameter: 50, NamedType: 51, PrimitiveType: 52, OptionalType: 53, UnionType: 54, IntersectionType: 55, BottomType: 56, TypeList: 57,
  Function: 58, Class: 59, Interface: 60, Trait: 61, Enum: 62, Method: 63, Property: 64, PropertyElement: 65, PropertyHooks: 66, PropertyHook: 67, Const: 68, ConstElement: 69,
  EnumCase: 70, UseTrait: 71, BaseClause: 72, InterfaceClause: 73, Namespace: 74, NamespaceName: 75, Use: 76, UseName: 77, UseGroup: 78, Compound: 79, ColonBlock: 80,
  ExpressionStatement: 81, If: 82, ElseIf: 83, Else: 84, Pair: 85, Case: 86, Default: 87, MatchArm: 88, MatchDefault: 89, Catch: 90, Finally: 91, Visibility: 92, StaticModifier: 93,
  AbstractModifier: 94, ReadonlyModifier: 95, Attributes: 96, AttributeGroup: 97, Attribute: 98, Return: 99, Global: 100, StaticVariable: 101, Cast: 102, CastType: 103,
  Unset: 104, Throw: 105, Exit: 106, Sequence: 107, Text: 108, Break: 109, Continue: 110, HeredocBody: 111, Clone: 112, Suppressed: 113, Conditional: 114, NowdocString: 115, Reference2: 116,
} as const;

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  comment: Kind.Trivia, php_tag: Kind.Trivia, php_end_tag: Kind.Trivia, parenthesized_expression: Kind.Parenthesized, name: Kind.Name, qualified_name: Kind.QualifiedName,
  relative_name: Kind.RelativeName, relative_scope: Kind.RelativeScope, variable_name: Kind.Variable, dynamic_variable_name: Kind.DynamicVariable, member_access_expression: Kind.Member,
  nullsafe_member_access_expression: Kind.NullsafeMember, subscript_expression: Kind.Subscript, scoped_property_access_expression: Kind.ScopedProperty,
  class_constant_access_expression: Kind.ClassConstant, function_call_expression: Kind.FunctionCall, member_call_expression: Kind.MethodCall,
  nullsafe_member_call_expression: Kind.NullsafeCall, scoped_call_expression: Kind.StaticCall, object_creation_expression: Kind.Creation, anonymous_class: Kind.AnonymousClass,
  string: Kind.Str, encapsed_string: Kind.Encapsed, heredoc: Kind.Heredoc, nowdoc: Kind.Nowdoc, string_content: Kind.StringContent, escape_sequence: Kind.Escape,
  binary_expression: Kind.Binary, unary_op_expression: Kind.Unary, assignment_expression: Kind.Assignment, augmented_assignment_expression: Kind.Augmented,
  reference_assignment_expression: Kind.Reference, integer: Kind.Integer, float: Kind.Float, boolean: Kind.Boolean, null: Kind.Null, array_creation_expression: Kind.Array,
  array_element_initializer: Kind.ArrayElement, list_literal: Kind.List, by_ref: Kind.ByRef, variadic_unpacking: Kind.Unpacking, anonymous_function: Kind.Closure,
  arrow_function: Kind.Arrow, anonymous_function_use_clause: Kind.UseClause, arguments: Kind.Arguments, argument: Kind.Argument, variadic_placeholder: Kind.Placeholder,
  formal_parameters: Kind.Parameters, simple_parameter: Kind.SimpleParameter, property_promotion_parameter: Kind.PromotedParameter, variadic_parameter: Kind.VariadicParameter,
  named_type: Kind.NamedType, primitive_type: Kind.PrimitiveType, optional_type: Kind.OptionalType, union_type: Kind.UnionType, intersection_type: Kind.IntersectionType,
  disjunctive_normal_form_type: Kind.UnionType, bottom_type: Kind.BottomType, type_list: Kind.TypeList, function_definition: Kind.Function, class_declaration: Kind.Class,
  interface_declaration: Kind.Interface, trait_declaration: Kind.Trait, enum_declaration: Kind.Enum, method_declaration: Kind.Method, property_declaration: Kind.Property,
  property_element: Kind.PropertyElement, property_hook_list: Kind.PropertyHooks, property_hook: Kind.PropertyHook, const_declaration: Kind.Const, const_element: Kind.ConstElement,
  enum_case: Kind.EnumCase, use_declaration: Kind.UseTrait, base_clause: Kind.BaseClause, class_interface_clause: Kind.InterfaceClause, namespace_definition: Kind.Namespace,
  namespace_name: Kind.NamespaceName, namespace_use_declaration: Kind.Use, namespace_use_clause: Kind.UseName, namespace_use_group: Kind.UseGroup, compound_statement: Kind.Compound,
  colon_block: Kind.ColonBlock, expression_statement: Kind.ExpressionStatement, if_statement: Kind.If, else_if_clause: Kind.ElseIf, else_clause: Kind.Else, pair: Kind.Pair,
  case_statement: Kind.Case, default_statement: Kind.Default, match_conditional_expression: Kind.MatchArm, match_default_expression: Kind.MatchDefault, catch_clause: Kind.Catch,
  finally_clause: Kind.Finally, visibility_modifier: Kind.Visibility, static_modifier: Kind.StaticModifier, abstract_modifier: Kind.AbstractModifier,
  readonly_modifier: Kind.ReadonlyModifier, attribute_list: Kind.Attributes, attribute_group: Kind.AttributeGroup, attribute: Kind.Attribute, return_statement: Kind.Return,
  global_declaration: Kind.Global, static_variable_declaration: Kind.StaticVariable, cast_expression: Kind.Cast, cast_type: Kind.CastType, unset_statement: Kind.Unset,
  throw_expression: Kind.Throw, exit_statement: Kind.Exit, sequence_expression: Kind.Sequence, text: Kind.Text, break_statement: Kind.Break, continue_statement: Kind.Continue,
  heredoc_body: Kind.HeredocBody, nowdoc_body: Kind.HeredocBody, clone_expression: Kind.Clone, error_suppression_expression: Kind.Suppressed, conditional_expression: Kind.Conditional,
  nowdoc_string: Kind.NowdocString, reference_modifier: Kind.Reference2,
};

/** Fields the lowering asks for. */
export const fieldNames = [
  'alias', 'alternative', 'argument', 'arguments', 'attributes', 'body', 'condition', 'conditional_expressions', 'default_value', 'end_tag', 'function', 'initialize', 'left', 'name', 'object',
  'parameters', 'readonly', 'reference_modifier', 'return_expression', 'return_type', 'right', 'scope', 'static_modifier', 'type', 'update', 'value', 'visibility',
] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;
