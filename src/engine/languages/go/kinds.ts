import { Common } from '../nodes';

/** Node kinds the lowering compares, as small integers; `Other` is every other kind. */
export const Kind = {
  ...Common, Identifier: 10, Selector: 4, Call: 5, Str: 6, RawStr: 7, Binary: 8, Unary: 9, Nil: 11, Int: 12, Float: 13,
  True: 14, False: 15, FuncLiteral: 16, Composite: 17, LiteralValue: 18, KeyedElement: 19, LiteralElement: 20, Index: 21, TypeAssertion: 22, Variadic: 23,
  TypeName: 24, QualifiedType: 25, PointerType: 26, SliceType: 27, ArrayType: 28, OpenArrayType: 29, MapType: 30, ChannelType: 31, FunctionType: 32,
  StructType: 33, InterfaceType: 34, GenericType: 35, ParenthesizedType: 36, ParameterList: 37, VariadicParameter: 38, Parameter: 39, FieldList: 40,
  FieldDeclaration: 41, MethodElem: 42, TypeElem: 43, TypeSpec: 44, TypeAlias: 45, ImportSpec: 46, ImportList: 47, VarSpec: 48, VarList: 49, ConstSpec: 50,
  Function: 51, Method: 52, TypeDeclaration: 53, ImportDeclaration: 54, StatementList: 55, Block: 56, Defer: 57, ForClause: 58, RangeClause: 59,
  ExpressionCase: 60, TypeCase: 61, CommunicationCase: 62, DefaultCase: 63, Fallthrough: 64, For: 65, ExpressionSwitch: 66, TypeSwitch: 67, Select: 68,
  LabelName: 69, ExpressionList: 70, Receive: 71, Send: 72, Blank: 73, Dot: 74, If: 75, VarDeclaration: 76, ConstDeclaration: 77, NegatedType: 78,
  TypeConversion: 79, TypeArguments: 80, Slice: 81,
} as const;

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  comment: Kind.Trivia, identifier: Kind.Identifier, selector_expression: Kind.Selector, call_expression: Kind.Call, interpreted_string_literal: Kind.Str,
  raw_string_literal: Kind.RawStr, binary_expression: Kind.Binary, unary_expression: Kind.Unary, parenthesized_expression: Kind.Parenthesized, nil: Kind.Nil,
  int_literal: Kind.Int, float_literal: Kind.Float, true: Kind.True, false: Kind.False, func_literal: Kind.FuncLiteral, composite_literal: Kind.Composite,
  literal_value: Kind.LiteralValue, keyed_element: Kind.KeyedElement, literal_element: Kind.LiteralElement, index_expression: Kind.Index,
  type_assertion_expression: Kind.TypeAssertion, variadic_argument: Kind.Variadic, type_identifier: Kind.TypeName, qualified_type: Kind.QualifiedType,
  pointer_type: Kind.PointerType, slice_type: Kind.SliceType, array_type: Kind.ArrayType, implicit_length_array_type: Kind.OpenArrayType, map_type: Kind.MapType,
  channel_type: Kind.ChannelType, function_type: Kind.FunctionType, struct_type: Kind.StructType, interface_type: Kind.InterfaceType, generic_type: Kind.GenericType,
  parenthesized_type: Kind.ParenthesizedType, parameter_list: Kind.ParameterList, variadic_parameter_declaration: Kind.VariadicParameter,
  parameter_declaration: Kind.Parameter, field_declaration_list: Kind.FieldList, field_declaration: Kind.FieldDeclaration, method_elem: Kind.MethodElem,
  type_elem: Kind.TypeElem, type_constraint: Kind.TypeElem, type_spec: Kind.TypeSpec, type_alias: Kind.TypeAlias, import_spec: Kind.ImportSpec,
  import_spec_list: Kind.ImportList, var_spec: Kind.VarSpec, var_spec_list: Kind.VarList, const_spec: Kind.ConstSpec, function_declaration: Kind.Function,
  method_declaration: Kind.Method, type_declaration: Kind.TypeDeclaration, import_declaration: Kind.ImportDeclaration, statement_list: Kind.StatementList,
  block: Kind.Block, defer_statement: Kind.Defer, for_clause: Kind.ForClause, range_clause: Kind.RangeClause, expression_case: Kind.ExpressionCase,
  type_case: Kind.TypeCase, communication_case: Kind.CommunicationCase, default_case: Kind.DefaultCase, fallthrough_statement: Kind.Fallthrough,
  for_statement: Kind.For, expression_switch_statement: Kind.ExpressionSwitch, type_switch_statement: Kind.TypeSwitch, select_statement: Kind.Select,
  label_name: Kind.LabelName, expression_list: Kind.ExpressionList, receive_statement: Kind.Receive, send_statement: Kind.Send, blank_identifier: Kind.Blank,
  dot: Kind.Dot, if_statement: Kind.If, var_declaration: Kind.VarDeclaration, const_declaration: Kind.ConstDeclaration, negated_type: Kind.NegatedType,
  type_conversion_expression: Kind.TypeConversion, type_arguments: Kind.TypeArguments, slice_expression: Kind.Slice,
};

/** Fields the lowering asks for. */
export const fieldNames = [
  'alias', 'alternative', 'arguments', 'body', 'capacity', 'channel', 'communication', 'condition', 'consequence', 'element', 'end', 'field', 'function', 'index',
  'initializer', 'key', 'label', 'left', 'name', 'operand', 'package', 'parameters', 'path', 'receiver', 'result', 'right', 'start', 'tag', 'type', 'type_arguments',
  'update', 'value',
] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;
