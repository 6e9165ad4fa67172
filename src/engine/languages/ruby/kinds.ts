import { Common } from '../nodes';

/** Node kinds the lowering compares, as small integers; `Other` is every other kind. */
export const Kind = {
  ...Common, Identifier: 4, Constant: 5, Scoped: 6, InstanceVariable: 7, ClassVariable: 8, GlobalVariable: 9, Self: 10, Super: 11, Call: 12, Arguments: 13, Block: 14, DoBlock: 15,
  BlockArgument: 16, Splat: 17, HashSplat: 18, Pair: 19, Forward: 20, Str: 21, ChainedString: 22, HeredocBeginning: 23, StringContent: 24, Interpolation: 25, Escape: 26, Symbol: 27,
  DelimitedSymbol: 28, HashKey: 29, Integer: 30, Float: 31, Nil: 32, True: 33, False: 34, Array: 35, Hash: 36, ElementReference: 37, Binary: 38, Unary: 39, Conditional: 40, Assignment: 41,
  OperatorAssignment: 42, LeftList: 43, RightList: 44, RestAssignment: 45, DestructuredLeft: 46, Lambda: 47, Method: 48, SingletonMethod: 49, Class: 50, Module: 51, SingletonClass: 52,
  If: 53, Unless: 54, IfModifier: 55, UnlessModifier: 56, RescueModifier: 57, Case: 58, CaseMatch: 59, When: 60, In: 61, Else: 62, Elsif: 63, Begin: 64, Rescue: 65, Ensure: 66,
  BodyStatement: 67, Then: 68, BlockBody: 69, Do: 70, Return: 71, Yield: 72, Next: 73, Break: 74, Pattern: 75, ArrayPattern: 76, HashPattern: 77, FindPattern: 78, KeywordPattern: 79,
  AsPattern: 80, AlternativePattern: 81, ParenthesizedPattern: 82, SplatParameter: 83, HashSplatParameter: 84, BlockParameter: 85, OptionalParameter: 86, KeywordParameter: 87,
  DestructuredParameter: 88, ForwardParameter: 89, HeredocContent: 91, Superclass: 92, StringArray: 93, SymbolArray: 94, Range: 95, BareString: 96, Regex: 97, Character: 98,
  While: 100, Until: 101, WhileModifier: 102, UntilModifier: 103, For: 104, UnlessGuard: 105,
} as const;

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  comment: Kind.Trivia, empty_statement: Kind.Trivia, uninterpreted: Kind.Trivia, heredoc_end: Kind.Trivia, identifier: Kind.Identifier, constant: Kind.Constant, scope_resolution: Kind.Scoped,
  instance_variable: Kind.InstanceVariable, class_variable: Kind.ClassVariable, global_variable: Kind.GlobalVariable, self: Kind.Self, super: Kind.Super, call: Kind.Call,
  argument_list: Kind.Arguments, block: Kind.Block, do_block: Kind.DoBlock, block_argument: Kind.BlockArgument, splat_argument: Kind.Splat, hash_splat_argument: Kind.HashSplat, pair: Kind.Pair,
  forward_argument: Kind.Forward, string: Kind.Str, chained_string: Kind.ChainedString, heredoc_beginning: Kind.HeredocBeginning, string_content: Kind.StringContent,
  interpolation: Kind.Interpolation, escape_sequence: Kind.Escape, simple_symbol: Kind.Symbol, delimited_symbol: Kind.DelimitedSymbol, hash_key_symbol: Kind.HashKey, integer: Kind.Integer,
  float: Kind.Float, rational: Kind.Float, complex: Kind.Float, nil: Kind.Nil, true: Kind.True, false: Kind.False, array: Kind.Array, hash: Kind.Hash, element_reference: Kind.ElementReference,
  binary: Kind.Binary, unary: Kind.Unary, conditional: Kind.Conditional, assignment: Kind.Assignment, operator_assignment: Kind.OperatorAssignment, left_assignment_list: Kind.LeftList,
  right_assignment_list: Kind.RightList, rest_assignment: Kind.RestAssignment, destructured_left_assignment: Kind.DestructuredLeft, lambda: Kind.Lambda, method: Kind.Method,
  singleton_method: Kind.SingletonMethod, class: Kind.Class, module: Kind.Module, singleton_class: Kind.SingletonClass, if: Kind.If, unless: Kind.Unless, if_modifier: Kind.IfModifier,
  unless_modifier: Kind.UnlessModifier, rescue_modifier: Kind.RescueModifier, case: Kind.Case, case_match: Kind.CaseMatch, when: Kind.When, in_clause: Kind.In, else: Kind.Else, elsif: Kind.Elsif,
  begin: Kind.Begin, rescue: Kind.Rescue, ensure: Kind.Ensure, body_statement: Kind.BodyStatement, then: Kind.Then, block_body: Kind.BlockBody, do: Kind.Do,
  parenthesized_statements: Kind.Parenthesized, return: Kind.Return, yield: Kind.Yield, next: Kind.Next, break: Kind.Break, pattern: Kind.Pattern, array_pattern: Kind.ArrayPattern,
  hash_pattern: Kind.HashPattern, find_pattern: Kind.FindPattern, keyword_pattern: Kind.KeywordPattern, as_pattern: Kind.AsPattern, alternative_pattern: Kind.AlternativePattern,
  parenthesized_pattern: Kind.ParenthesizedPattern, splat_parameter: Kind.SplatParameter, hash_splat_parameter: Kind.HashSplatParameter, block_parameter: Kind.BlockParameter,
  optional_parameter: Kind.OptionalParameter, keyword_parameter: Kind.KeywordParameter, destructured_parameter: Kind.DestructuredParameter, forward_parameter: Kind.ForwardParameter,
  heredoc_body: Kind.Trivia, heredoc_content: Kind.HeredocContent, superclass: Kind.Superclass, string_array: Kind.StringArray, symbol_array: Kind.SymbolArray, range: Kind.Range,
  bare_string: Kind.BareString, bare_symbol: Kind.BareString, regex: Kind.Regex, character: Kind.Character, while: Kind.While, until: Kind.Until, while_modifier: Kind.WhileModifier,
  until_modifier: Kind.UntilModifier, for: Kind.For, unless_guard: Kind.UnlessGuard,
};

/** Fields the lowering asks for. */
export const fieldNames = [
  'alternative', 'alternatives', 'arguments', 'begin', 'block', 'body', 'class', 'clauses', 'condition', 'consequence', 'else', 'end', 'exceptions', 'guard', 'handler', 'key', 'left', 'method', 'name',
  'object', 'operand', 'operator', 'parameters', 'pattern', 'receiver', 'right', 'scope', 'superclass', 'value', 'variable',
] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;
