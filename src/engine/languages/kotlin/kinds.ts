import { Common } from '../nodes';

/** Node kinds the lowering compares, as small integers; `Other` is every other kind. */
export const Kind = {
  ...Common, Identifier: 4, Qualified: 5, Navigation: 6, Call: 7, Arguments: 8, Argument: 9, AnnotatedLambda: 10, Lambda: 11, LambdaParameters: 12, Str: 13, MultilineStr: 14,
  Interpolation: 15, StringContent: 16, Escape: 17, CharLiteral: 18, Number: 19, Binary: 20, Unary: 21, Infix: 22, In: 23, Is: 24, As: 25, Range: 26, Index: 27, This: 28, Super: 29,
  If: 30, When: 31, WhenEntry: 32, WhenSubject: 33, TypeTest: 34, RangeTest: 35, Try: 36, Catch: 37, Finally: 38, Return: 39, Throw: 40, Labeled: 41, Label: 42, Reference: 43,
  AnonymousFunction: 44, ObjectLiteral: 45, Spread: 46, Class: 47, Object: 48, Companion: 49, Function: 50, Property: 51, TypeAlias: 52, SecondaryConstructor: 53, Initializer: 54,
  EnumEntry: 55, ClassBody: 56, EnumBody: 57, PrimaryConstructor: 58, ClassParameters: 59, ClassParameter: 60, Supers: 61, SuperType: 62, ConstructorInvocation: 63, Delegation: 64,
  DelegationCall: 65, FunctionParameters: 66, Parameter: 67, ParameterModifiers: 68, FunctionBody: 69, Block: 70, Getter: 71, Setter: 72, Delegate: 73, Variable: 74, Variables: 75,
  Modifiers: 76, Annotation: 77, UseSite: 78, UserType: 79, NullableType: 80, FunctionType: 81, ParenthesizedType: 82, NonNullableType: 83, TypeArguments: 84, TypeProjection: 85,
  TypeParameters: 86, TypeConstraints: 87, TypeModifiers: 88, Package: 89, Import: 90, Assignment: 91, For: 92, While: 93, DoWhile: 94, AnnotatedExpression: 95, FileAnnotation: 96,
  Variance: 97, Dynamic: 98, FunctionTypeParameters: 99,
} as const;

/** Kinds by the names of the grammar. */
export const kindNames: Readonly<Record<string, number>> = {
  line_comment: Kind.Trivia, block_comment: Kind.Trivia, shebang: Kind.Trivia, parenthesized_expression: Kind.Parenthesized, identifier: Kind.Identifier,
  qualified_identifier: Kind.Qualified, navigation_expression: Kind.Navigation, call_expression: Kind.Call, value_arguments: Kind.Arguments, value_argument: Kind.Argument,
  annotated_lambda: Kind.AnnotatedLambda, lambda_literal: Kind.Lambda, lambda_parameters: Kind.LambdaParameters, string_literal: Kind.Str, multiline_string_literal: Kind.MultilineStr,
  interpolation: Kind.Interpolation, string_content: Kind.StringContent, escape_sequence: Kind.Escape, character_literal: Kind.CharLiteral, number_literal: Kind.Number,
  float_literal: Kind.Number, binary_expression: Kind.Binary, unary_expression: Kind.Unary, infix_expression: Kind.Infix, in_expression: Kind.In, is_expression: Kind.Is,
  as_expression: Kind.As, range_expression: Kind.Range, index_expression: Kind.Index, this_expression: Kind.This, super_expression: Kind.Super, if_expression: Kind.If,
  when_expression: Kind.When, when_entry: Kind.WhenEntry, when_subject: Kind.WhenSubject, type_test: Kind.TypeTest, range_test: Kind.RangeTest, try_expression: Kind.Try,
  catch_block: Kind.Catch, finally_block: Kind.Finally, return_expression: Kind.Return, throw_expression: Kind.Throw, labeled_expression: Kind.Labeled, label: Kind.Label,
  callable_reference: Kind.Reference, anonymous_function: Kind.AnonymousFunction, object_literal: Kind.ObjectLiteral, spread_expression: Kind.Spread, class_declaration: Kind.Class,
  object_declaration: Kind.Object, companion_object: Kind.Companion, function_declaration: Kind.Function, property_declaration: Kind.Property, type_alias: Kind.TypeAlias,
  secondary_constructor: Kind.SecondaryConstructor, anonymous_initializer: Kind.Initializer, enum_entry: Kind.EnumEntry, class_body: Kind.ClassBody, enum_class_body: Kind.EnumBody,
  primary_constructor: Kind.PrimaryConstructor, class_parameters: Kind.ClassParameters, class_parameter: Kind.ClassParameter, delegation_specifiers: Kind.Supers,
  delegation_specifier: Kind.SuperType, constructor_invocation: Kind.ConstructorInvocation, explicit_delegation: Kind.Delegation, constructor_delegation_call: Kind.DelegationCall,
  function_value_parameters: Kind.FunctionParameters, parameter: Kind.Parameter, parameter_modifiers: Kind.ParameterModifiers, function_body: Kind.FunctionBody, block: Kind.Block,
  getter: Kind.Getter, setter: Kind.Setter, property_delegate: Kind.Delegate, variable_declaration: Kind.Variable, multi_variable_declaration: Kind.Variables, modifiers: Kind.Modifiers,
  annotation: Kind.Annotation, use_site_target: Kind.UseSite, user_type: Kind.UserType, nullable_type: Kind.NullableType, function_type: Kind.FunctionType,
  parenthesized_type: Kind.ParenthesizedType, non_nullable_type: Kind.NonNullableType, type_arguments: Kind.TypeArguments, type_projection: Kind.TypeProjection,
  type_parameters: Kind.TypeParameters, type_constraints: Kind.TypeConstraints, type_modifiers: Kind.TypeModifiers, package_header: Kind.Package, import: Kind.Import,
  assignment: Kind.Assignment, for_statement: Kind.For, while_statement: Kind.While, do_while_statement: Kind.DoWhile, annotated_expression: Kind.AnnotatedExpression,
  file_annotation: Kind.FileAnnotation, variance_modifier: Kind.Variance, dynamic: Kind.Dynamic, function_type_parameters: Kind.FunctionTypeParameters,
};

/** Fields the lowering asks for. */
export const fieldNames = ['argument', 'condition', 'label', 'left', 'name', 'right', 'type'] as const;

/** Field numbers of the grammar by name. */
export type Fields = Record<(typeof fieldNames)[number], number>;

/** True for what stands for a type. */
export const isTypeKind = (k: number): boolean => (k >= Kind.UserType && k <= Kind.NonNullableType) || k === Kind.Dynamic;
