import { Common } from '../nodes';

/** Node kinds the lowering compares, as small integers; `Other` is every other kind. */
export const Kind = {
  ...Common, Identifier: 15, Attribute: 4, Subscript: 5, Slice: 6, Call: 7, Str: 8, ConcatenatedString: 9, Binary: 10, Boolean: 11,
  Not: 12, Unary: 13, Comparison: 14, Tuple: 16, List: 17, ExpressionList: 18, PatternList: 19, TuplePattern: 20, ListPattern: 21,
  ListSplatPattern: 22, DictionarySplatPattern: 23, ListSplat: 24, DictionarySplat: 25, Integer: 26, Float: 27, None: 28, True: 29, False: 30,
  Lambda: 31, Function: 32, Class: 33, Decorated: 34, Decorator: 35, Assignment: 36, AugmentedAssignment: 37, ExpressionStatement: 38, Ellipsis: 39,
  Pass: 40, Block: 41, KeywordArgument: 42, Dictionary: 43, Pair: 44, ForIn: 45, IfClause: 46, Generator: 47, AsPattern: 48, AsPatternTarget: 49,
  DottedName: 50, AliasedImport: 51, Wildcard: 52, Except: 53, Finally: 54, ElseClause: 55, ElifClause: 56, CaseClause: 57, CasePattern: 58,
  UnionPattern: 59, DictPattern: 60, KeywordPattern: 61, SplatPattern: 62, ClassPattern: 63, WithItem: 64, WithClause: 65, Type: 66, If: 67,
  DefaultParameter: 68, TypedDefaultParameter: 69, TypedParameter: 70, PositionalSeparator: 71, KeywordSeparator: 72, Interpolation: 73,
  StringContent: 74, StringStart: 75, StringEnd: 76, EscapeInterpolation: 77, FormatExpression: 78, NamedExpression: 79, Import: 80, ImportFrom: 81,
  Global: 82, Nonlocal: 83, Yield: 84, For: 85, TypeAlias: 86, GenericType: 87, Chevron: 88, Await: 89, ParenthesizedListSplat: 90, Set: 91, Conditional: 92,
  ComplexPattern: 93, ListComprehension: 94, DictionaryComprehension: 95, SetComprehension: 96, ArgumentList: 97,
} as const;

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  comment: Kind.Trivia, line_continuation: Kind.Trivia, identifier: Kind.Identifier, attribute: Kind.Attribute, subscript: Kind.Subscript, slice: Kind.Slice,
  call: Kind.Call, string: Kind.Str, concatenated_string: Kind.ConcatenatedString, binary_operator: Kind.Binary, boolean_operator: Kind.Boolean,
  not_operator: Kind.Not, unary_operator: Kind.Unary, comparison_operator: Kind.Comparison, parenthesized_expression: Kind.Parenthesized, tuple: Kind.Tuple,
  list: Kind.List, set: Kind.Set, expression_list: Kind.ExpressionList, pattern_list: Kind.PatternList, tuple_pattern: Kind.TuplePattern,
  list_pattern: Kind.ListPattern, list_splat_pattern: Kind.ListSplatPattern, dictionary_splat_pattern: Kind.DictionarySplatPattern, list_splat: Kind.ListSplat,
  dictionary_splat: Kind.DictionarySplat, parenthesized_list_splat: Kind.ParenthesizedListSplat, integer: Kind.Integer, float: Kind.Float, none: Kind.None,
  true: Kind.True, false: Kind.False, lambda: Kind.Lambda, function_definition: Kind.Function, class_definition: Kind.Class,
  decorated_definition: Kind.Decorated, decorator: Kind.Decorator, assignment: Kind.Assignment, augmented_assignment: Kind.AugmentedAssignment,
  expression_statement: Kind.ExpressionStatement, ellipsis: Kind.Ellipsis, pass_statement: Kind.Pass, block: Kind.Block, keyword_argument: Kind.KeywordArgument,
  dictionary: Kind.Dictionary, pair: Kind.Pair, for_in_clause: Kind.ForIn, if_clause: Kind.IfClause, generator_expression: Kind.Generator,
  list_comprehension: Kind.ListComprehension, dictionary_comprehension: Kind.DictionaryComprehension, set_comprehension: Kind.SetComprehension,
  as_pattern: Kind.AsPattern, as_pattern_target: Kind.AsPatternTarget, dotted_name: Kind.DottedName, aliased_import: Kind.AliasedImport,
  wildcard_import: Kind.Wildcard, except_clause: Kind.Except, finally_clause: Kind.Finally, else_clause: Kind.ElseClause, elif_clause: Kind.ElifClause,
  case_clause: Kind.CaseClause, case_pattern: Kind.CasePattern, union_pattern: Kind.UnionPattern, dict_pattern: Kind.DictPattern,
  keyword_pattern: Kind.KeywordPattern, splat_pattern: Kind.SplatPattern, class_pattern: Kind.ClassPattern, complex_pattern: Kind.ComplexPattern,
  with_item: Kind.WithItem, with_clause: Kind.WithClause, type: Kind.Type, if_statement: Kind.If, default_parameter: Kind.DefaultParameter,
  typed_default_parameter: Kind.TypedDefaultParameter, typed_parameter: Kind.TypedParameter, positional_separator: Kind.PositionalSeparator,
  keyword_separator: Kind.KeywordSeparator, interpolation: Kind.Interpolation, string_content: Kind.StringContent, string_start: Kind.StringStart,
  string_end: Kind.StringEnd, escape_interpolation: Kind.EscapeInterpolation, format_expression: Kind.FormatExpression, named_expression: Kind.NamedExpression,
  import_statement: Kind.Import, import_from_statement: Kind.ImportFrom, global_statement: Kind.Global, nonlocal_statement: Kind.Nonlocal, yield: Kind.Yield,
  for_statement: Kind.For, type_alias_statement: Kind.TypeAlias, generic_type: Kind.GenericType, chevron: Kind.Chevron, await: Kind.Await,
  conditional_expression: Kind.Conditional, argument_list: Kind.ArgumentList,
};

/** Fields the lowering asks for. */
export const fieldNames = [
  'alias', 'alternative', 'argument', 'arguments', 'attribute', 'body', 'cause', 'code', 'condition', 'consequence', 'definition', 'expression',
  'format_specifier', 'function', 'guard', 'key', 'left', 'module_name', 'name', 'object', 'parameters', 'return_type', 'right', 'subject',
  'subscript', 'superclasses', 'type', 'type_conversion', 'value',
] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;
