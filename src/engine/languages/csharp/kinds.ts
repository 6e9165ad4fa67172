import { Common } from '../nodes';

const names = [
  'identifier', 'qualified_name', 'generic_name', 'alias_qualified_name', 'member_access_expression', 'element_access_expression', 'invocation_expression', 'object_creation_expression',
  'implicit_object_creation_expression', 'binary_expression', 'prefix_unary_expression', 'postfix_unary_expression', 'null_literal', 'boolean_literal', 'lambda_expression', 'anonymous_method_expression',
  'class_declaration', 'interface_declaration', 'enum_declaration', 'record_declaration', 'struct_declaration', 'delegate_declaration', 'method_declaration', 'constructor_declaration',
  'field_declaration', 'event_field_declaration', 'property_declaration', 'event_declaration', 'indexer_declaration', 'operator_declaration', 'conversion_operator_declaration', 'destructor_declaration',
  'block', 'declaration_list', 'enum_member_declaration_list', 'enum_member_declaration', 'modifier', 'attribute_list', 'attribute', 'attribute_argument_list', 'attribute_argument',
  'array_type', 'predefined_type', 'nullable_type', 'tuple_type', 'tuple_element', 'ref_type', 'scoped_type', 'pointer_type', 'implicit_type', 'type_argument_list', 'parameter_list', 'bracketed_parameter_list',
  'parameter', 'implicit_parameter', 'variable_declaration', 'variable_declarator', 'local_declaration_statement', 'expression_statement', 'namespace_declaration', 'file_scoped_namespace_declaration',
  'using_directive', 'global_statement', 'is_expression', 'is_pattern_expression', 'as_expression', 'declaration_pattern', 'recursive_pattern', 'property_pattern_clause', 'positional_pattern_clause', 'subpattern',
  'constant_pattern', 'negated_pattern', 'and_pattern', 'or_pattern', 'parenthesized_pattern', 'relational_pattern', 'type_pattern', 'var_pattern', 'list_pattern', 'discard', 'when_clause', 'switch_body',
  'switch_section', 'switch_expression', 'switch_expression_arm', 'catch_clause', 'catch_declaration', 'catch_filter_clause', 'finally_clause', 'throw_expression', 'throw_statement', 'initializer_expression',
  'conditional_expression', 'conditional_access_expression', 'member_binding_expression', 'element_binding_expression', 'assignment_expression', 'argument_list', 'bracketed_argument_list', 'argument',
  'arrow_expression_clause', 'accessor_list', 'accessor_declaration', 'base_list', 'primary_constructor_base_type', 'constructor_initializer', 'type_parameter_list', 'type_parameter_constraints_clause',
  'explicit_interface_specifier', 'tuple_pattern', 'tuple_expression', 'declaration_expression', 'anonymous_object_creation_expression', 'with_expression', 'with_initializer', 'range_expression',
  'interpolated_string_expression', 'interpolation', 'interpolation_brace', 'interpolation_alignment_clause', 'interpolation_format_clause', 'string_content', 'local_function_statement', 'await_expression',
  'query_expression', 'from_clause', 'join_clause', 'join_into_clause', 'let_clause', 'where_clause', 'order_by_clause', 'group_clause', 'select_clause', 'collection_element', 'spread_element',
  'preproc_if', 'preproc_elif', 'preproc_else', 'array_rank_specifier', 'parenthesized_variable_designation', 'ref_expression', 'using_statement', 'return_statement', 'expression_element',
  'attribute_target_specifier', 'preproc_arg', 'array_creation_expression', 'implicit_array_creation_expression', 'collection_expression', 'cast_expression', 'raw_string_literal', 'verbatim_string_literal',
  'string_literal', 'character_literal', 'integer_literal', 'real_literal', 'checked_expression', 'lock_statement', 'name_colon',
] as const;

type Name = (typeof names)[number];

const from = 4;

/** Node kinds the lowering compares, by the grammar's names; `Other` is every other kind. */
export const Kind = { ...Common, ...Object.fromEntries(names.map((name, i) => [name, from + i])) } as Readonly<Record<Name | keyof typeof Common, number>>;

const trivia = [
  'comment', 'preproc_define', 'preproc_endregion', 'preproc_error', 'preproc_line', 'preproc_nullable', 'preproc_pragma', 'preproc_region', 'preproc_undef', 'preproc_warning', 'shebang_directive',
  'extern_alias_directive', 'calling_convention',
];

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  ...Object.fromEntries(names.map((name) => [name, Kind[name]])),
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
