import { Common } from '../nodes';

/** Node kinds the lowering compares, by the grammar's names; `Other` is every other kind. */
export const Kind = {
  ...Common,
  identifier: 4, qualified_name: 5, generic_name: 6, alias_qualified_name: 7, member_access_expression: 8, element_access_expression: 9, invocation_expression: 10,
  object_creation_expression: 11, implicit_object_creation_expression: 12, binary_expression: 13, prefix_unary_expression: 14, postfix_unary_expression: 15, null_literal: 16,
  boolean_literal: 17, lambda_expression: 18, anonymous_method_expression: 19, class_declaration: 20, interface_declaration: 21, enum_declaration: 22, record_declaration: 23,
  struct_declaration: 24, delegate_declaration: 25, method_declaration: 26, constructor_declaration: 27, field_declaration: 28, event_field_declaration: 29, property_declaration: 30,
  event_declaration: 31, indexer_declaration: 32, operator_declaration: 33, conversion_operator_declaration: 34, destructor_declaration: 35, block: 36, declaration_list: 37,
  enum_member_declaration_list: 38, enum_member_declaration: 39, modifier: 40, attribute_list: 41, attribute: 42, attribute_argument_list: 43, attribute_argument: 44, array_type: 45,
  predefined_type: 46, nullable_type: 47, tuple_type: 48, tuple_element: 49, ref_type: 50, scoped_type: 51, pointer_type: 52, implicit_type: 53, type_argument_list: 54, parameter_list: 55,
  bracketed_parameter_list: 56, parameter: 57, implicit_parameter: 58, variable_declaration: 59, variable_declarator: 60, local_declaration_statement: 61, expression_statement: 62,
  namespace_declaration: 63, file_scoped_namespace_declaration: 64, using_directive: 65, global_statement: 66, is_expression: 67, is_pattern_expression: 68, as_expression: 69,
  declaration_pattern: 70, recursive_pattern: 71, property_pattern_clause: 72, positional_pattern_clause: 73, subpattern: 74, constant_pattern: 75, negated_pattern: 76, and_pattern: 77,
  or_pattern: 78, parenthesized_pattern: 79, relational_pattern: 80, type_pattern: 81, var_pattern: 82, list_pattern: 83, discard: 84, when_clause: 85, switch_body: 86, switch_section: 87,
  switch_expression: 88, switch_expression_arm: 89, catch_clause: 90, catch_declaration: 91, catch_filter_clause: 92, finally_clause: 93, throw_expression: 94, throw_statement: 95,
  initializer_expression: 96, conditional_expression: 97, conditional_access_expression: 98, member_binding_expression: 99, element_binding_expression: 100, assignment_expression: 101,
  argument_list: 102, bracketed_argument_list: 103, argument: 104, arrow_expression_clause: 105, accessor_list: 106, accessor_declaration: 107, base_list: 108,
  primary_constructor_base_type: 109, constructor_initializer: 110, type_parameter_list: 111, type_parameter_constraints_clause: 112, explicit_interface_specifier: 113, tuple_pattern: 114,
  tuple_expression: 115, declaration_expression: 116, anonymous_object_creation_expression: 117, with_expression: 118, with_initializer: 119, range_expression: 120,
  interpolated_string_expression: 121, interpolation: 122, interpolation_brace: 123, interpolation_alignment_clause: 124, interpolation_format_clause: 125, string_content: 126,
  local_function_statement: 127, await_expression: 128, query_expression: 129, from_clause: 130, join_clause: 131, join_into_clause: 132, let_clause: 133, where_clause: 134,
  order_by_clause: 135, group_clause: 136, select_clause: 137, collection_element: 138, spread_element: 139, preproc_if: 140, preproc_elif: 141, preproc_else: 142, array_rank_specifier: 143,
  parenthesized_variable_designation: 144, ref_expression: 145, using_statement: 146, return_statement: 147, expression_element: 148, attribute_target_specifier: 149, preproc_arg: 150,
  array_creation_expression: 151, implicit_array_creation_expression: 152, collection_expression: 153, cast_expression: 154, raw_string_literal: 155, verbatim_string_literal: 156,
  string_literal: 157, character_literal: 158, integer_literal: 159, real_literal: 160, checked_expression: 161, lock_statement: 162,
} as const;

const trivia = [
  'comment', 'preproc_define', 'preproc_endregion', 'preproc_error', 'preproc_line', 'preproc_nullable', 'preproc_pragma', 'preproc_region', 'preproc_undef', 'preproc_warning', 'shebang_directive',
  'extern_alias_directive', 'calling_convention',
];

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  ...Kind,
  ...Object.fromEntries(trivia.map((name) => [name, Common.Trivia])),
  parenthesized_expression: Common.Parenthesized,
};

/** Fields the lowering asks for. */
export const fieldNames = [
  'accessors', 'alias', 'alternative', 'arguments', 'body', 'condition', 'consequence', 'expression', 'function', 'initializer', 'left', 'name', 'operator', 'parameters', 'pattern', 'qualifier', 'rank', 'returns',
  'right', 'subscript', 'type', 'update', 'value',
] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;
