import type { ExpressionRule, StatementRule } from './context';

import { assignmentRule, augmentedRule, updateRule } from './assignments';
import { callRule, newRule } from './calls';
import { classRule, classStatement } from './classes';
import { exportStatement, importAlias, namespaceStatement } from './exports';
import { functionStatement, lambdaRule } from './functions';
import { jsxRule } from './jsx';
import { falseRule, nullRule, numberRule, regexRule, stringRule, templateRule, trueRule } from './literals';
import { arrayRule, objectRule } from './objects';
import { awaitRule, binaryRule, sequenceRule, ternaryRule, unaryRule, yieldRule } from './operators';
import { castRule, identifierRule, memberRule, metaRule, subscriptRule, superRule, thisRule, transparentRule } from './references';
import {
  ambientStatement, blockStatement, breakStatement, continueStatement, declarationStatement, doStatement, expressionStatement, forInStatement, forStatement, ifStatement,
  labeledStatement, nothing, returnStatement, switchStatement, throwStatement, tryStatement, whileStatement, withStatement,
} from './statements';
import { aliasStatement, enumStatement, interfaceStatement } from './type-declarations';
import {
  annotatedType, conditionalType, fixedType, functionType, genericType, innerType, intersectionType, keyOfType, listType, literalType, lookupType, nameType, objectType, queryType, tupleType, unionType,
} from './types';

/** How each kind of expression is lowered, by the name the grammar gives it. */
export const expressionRules = new Map<string, ExpressionRule>([
  ['identifier', identifierRule], ['shorthand_property_identifier', identifierRule], ['this', thisRule], ['super', superRule], ['meta_property', metaRule], ['import', metaRule],
  ['string', stringRule], ['template_string', templateRule], ['number', numberRule], ['true', trueRule], ['false', falseRule], ['null', nullRule], ['undefined', nullRule],
  ['regex', regexRule], ['member_expression', memberRule], ['subscript_expression', subscriptRule], ['call_expression', callRule], ['new_expression', newRule],
  ['parenthesized_expression', transparentRule], ['non_null_expression', transparentRule], ['satisfies_expression', transparentRule], ['instantiation_expression', transparentRule],
  ['as_expression', castRule], ['type_assertion', castRule], ['assignment_expression', assignmentRule], ['augmented_assignment_expression', augmentedRule],
  ['update_expression', updateRule], ['binary_expression', binaryRule], ['unary_expression', unaryRule], ['ternary_expression', ternaryRule],
  ['sequence_expression', sequenceRule], ['await_expression', awaitRule], ['yield_expression', yieldRule], ['object', objectRule], ['array', arrayRule],
  ['arrow_function', lambdaRule], ['function_expression', lambdaRule], ['generator_function', lambdaRule], ['class', classRule], ['spread_element', transparentRule],
  ['jsx_element', jsxRule], ['jsx_self_closing_element', jsxRule], ['jsx_expression', transparentRule],
]);


export const statementRules = new Map<string, StatementRule>([
  ['statement_block', blockStatement], ['expression_statement', expressionStatement], ['lexical_declaration', declarationStatement],
  ['variable_declaration', declarationStatement], ['using_declaration', declarationStatement], ['if_statement', ifStatement], ['for_statement', forStatement],
  ['for_in_statement', forInStatement], ['while_statement', whileStatement], ['do_statement', doStatement], ['switch_statement', switchStatement],
  ['try_statement', tryStatement], ['return_statement', returnStatement], ['throw_statement', throwStatement], ['with_statement', withStatement],
  ['labeled_statement', labeledStatement], ['break_statement', breakStatement], ['continue_statement', continueStatement], ['empty_statement', nothing],
  ['debugger_statement', nothing], ['function_declaration', functionStatement], ['generator_function_declaration', functionStatement],
  ['function_signature', functionStatement], ['class_declaration', classStatement], ['abstract_class_declaration', classStatement],
  ['interface_declaration', interfaceStatement], ['type_alias_declaration', aliasStatement], ['enum_declaration', enumStatement],
  ['internal_module', namespaceStatement], ['module', namespaceStatement], ['import_statement', nothing], ['import_alias', importAlias],
  ['export_statement', exportStatement], ['ambient_declaration', ambientStatement],
]);

export const typeRules = new Map<string, ExpressionRule>([
  ['type_annotation', annotatedType], ['omitting_type_annotation', innerType], ['adding_type_annotation', innerType], ['opting_type_annotation', innerType],
  ['parenthesized_type', innerType], ['readonly_type', innerType], ['optional_type', innerType], ['flow_maybe_type', innerType], ['constraint', innerType],
  ['default_type', innerType], ['predefined_type', nameType], ['type_identifier', nameType], ['identifier', nameType], ['nested_type_identifier', nameType], ['member_expression', nameType], ['call_expression', nameType],
  ['this_type', nameType], ['generic_type', genericType], ['array_type', listType], ['rest_type', innerType], ['union_type', unionType],
  ['intersection_type', intersectionType], ['literal_type', literalType], ['function_type', functionType], ['constructor_type', functionType],
  ['object_type', objectType], ['tuple_type', tupleType], ['conditional_type', conditionalType], ['infer_type', innerType], ['lookup_type', lookupType],
  ['index_type_query', keyOfType], ['type_query', queryType], ['type_predicate_annotation', fixedType('boolean')], ['type_predicate', fixedType('boolean')],
  ['asserts_annotation', fixedType('void')], ['asserts', fixedType('void')], ['template_literal_type', fixedType('string')],
]);
