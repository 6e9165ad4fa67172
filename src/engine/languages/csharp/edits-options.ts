import type { CodeView } from '../code-view';
import type { Replacement } from '../edits';
import { removeFromList, removeLine } from '../source-style';

const checks = /(?:ServerCertificateCustomValidationCallback|ServerCertificateValidationCallback|RemoteCertificateValidationCallback|CertificateValidationCallback|ServerCertificateValidator)$/;

/** Takes out the setting of a certificate check that accepts everything: the platform's own check is on without it. */
export function strengthen(code: CodeView, start: number, end: number): Replacement[][] {
  for (let at = code.at(start, end); at > 0; at = code.parent(at)) {
    const kind = code.kind(at);
    if (kind === 'assignment_expression' && checks.test(code.textOf(code.child(at, 'left')))) {
      const around = code.parent(at);
      if (code.kind(around) === 'expression_statement') return [[removeLine(code, code.start(around), code.end(around))]];
      if (code.kind(around) === 'initializer_expression') return [[removeFromList(code, code.children(around).filter((one) => code.kind(one) !== 'comment'), at, code.start(around) + 1, code.end(around) - 1)]];
      return [];
    }
    if (/_statement$|_declaration$|^block$/.test(kind)) return [];
  }
  return [];
}

/** The type written for a name in sight of a node: of a parameter, variable, field or property; '' when none is written. */
export function declaredType(code: CodeView, node: number, name: string): string {
  for (let at = node; at > 0; at = code.parent(at)) {
    for (const one of declarationsIn(code, at)) {
      const typeNode = code.child(one, 'type');
      const named = code.kind(one) === 'variable_declaration' ? code.children(one).filter((child) => code.kind(child) === 'variable_declarator') : [one];
      if (typeNode >= 0 && named.some((each) => code.textOf(code.child(each, 'name')) === name)) return /^[\w.]+/.exec(code.textOf(typeNode))?.[0]?.split('.').at(-1) ?? '';
    }
  }
  return '';
}

function declarationsIn(code: CodeView, at: number): number[] {
  const list = code.child(at, 'parameters');
  const found = list < 0 ? [] : code.children(list);
  for (const one of code.children(at)) {
    const kind = code.kind(one);
    if (kind === 'local_declaration_statement' || kind === 'field_declaration') found.push(...code.children(one).filter((child) => code.kind(child) === 'variable_declaration'));
    else if (kind === 'property_declaration') found.push(one);
  }
  return code.kind(at) === 'foreach_statement' ? [...found, at] : found;
}

/** Names of the public fields and properties a type declares in this text; undefined where it is not declared. */
export function members(code: CodeView, type: string): string[] | undefined {
  for (let node = 0; node < code.count; node++) {
    if (!/^(?:class|record|struct|interface)_declaration$/.test(code.kind(node)) || code.textOf(code.child(node, 'name')) !== type) continue;
    const found: string[] = [];
    for (const one of code.children(node)) {
      if (code.kind(one) === 'parameter_list' && code.kind(node) === 'record_declaration') found.push(...code.children(one).map((each) => code.textOf(code.child(each, 'name'))));
    }
    const body = code.child(node, 'body');
    for (const one of body < 0 ? [] : code.children(body)) if (code.kind(one) === 'property_declaration') found.push(code.textOf(code.child(one, 'name')));
    return found;
  }
  return undefined;
}
