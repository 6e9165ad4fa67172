import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { problemAt, type RuleProblem, type SourceFile } from './source-file';

/** Compiles the schemas once and gives a check of one parsed file against the schema of its kind; unknown kinds pass. */
export function prepareValidation(schemas: Readonly<Record<string, object>>): (kind: string, source: SourceFile) => RuleProblem[] {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const compiled = new Map<string, ValidateFunction>();
  for (const [kind, schema] of Object.entries(schemas)) compiled.set(kind, ajv.compile(schema));
  return (kind, source) => {
    const validate = compiled.get(kind);
    if (validate === undefined || validate(source.content)) return [];
    const errors = (validate.errors ?? []).filter(speaks);
    // A wrong branch of a choice says "not an array" of the whole; the branch that was meant tells what is wrong in it.
    const inner = (error: ErrorObject): boolean =>
      error.keyword === 'type' && errors.some((other) => other.keyword !== 'type' && `${other.instancePath}/`.startsWith(`${error.instancePath}/`));
    const problems = errors.filter((error) => !inner(error)).map((error) => problemAt(source, pathOf(source, error), reasonOf(error)));
    return [...new Set(problems)];
  };
}

/** Errors of `anyOf` and `if` only repeat what the errors below them say. */
function speaks(error: ErrorObject): boolean {
  return error.keyword !== 'anyOf' && error.keyword !== 'oneOf' && error.keyword !== 'if';
}

function pathOf(source: SourceFile, error: ErrorObject): (string | number)[] {
  const path: (string | number)[] = [];
  let value = source.content;
  for (const part of error.instancePath.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(key) : key);
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  const extra: unknown = error.params['additionalProperty'];
  if (typeof extra === 'string') path.push(extra);
  return path;
}

function reasonOf(error: ErrorObject): string {
  const at = error.instancePath === '' ? 'the file' : `\`${error.instancePath.slice(1).replaceAll('/', '.')}\``;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
      return `\`${String(params['additionalProperty'])}\` is not a key of ${at}; remove it or correct its spelling`;
    case 'required':
      return `${at} lacks \`${String(params['missingProperty'])}\`; add it`;
    case 'enum':
      return `${at} is none of ${(params['allowedValues'] as unknown[]).map(String).join(', ')}; choose one of these`;
    case 'type':
      return `${at} has the wrong form; write ${String(params['type'])}`;
    case 'pattern':
      return `${at} does not fit ${String(params['pattern'])}; write it in this form`;
    default:
      return `${at} ${error.message ?? 'does not fit the schema'}; correct it`;
  }
}
