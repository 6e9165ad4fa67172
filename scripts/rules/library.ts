import type { CallModel, Library, LibraryType, PropertyModel, RedactionModel, Selector } from '../../src/engine/rules/catalogue';
import { expandBraces, listOf } from './expand';

type Raw = Record<string, unknown>;

/** Turns a library file that fits its schema into the plain model: braces expanded, single values as lists, selectors as text. */
export function libraryOf(content: unknown, path: string): Library {
  const raw = content as Raw;
  const types: Record<string, LibraryType> = {};
  for (const [name, type] of Object.entries((raw['types'] ?? {}) as Record<string, Raw>)) {
    types[name] = { ...type, ...lists(type, 'exported', texts), ...lists(type, 'receivers', texts) };
  }
  return {
    ...pick(raw, ['id', 'label', 'family', 'asset', 'recipient']),
    ecosystem: path.split('/')[2] ?? '',
    modules: texts(raw['modules']),
    types,
    calls: listOf(raw['calls']).map((call) => callOf(call as Raw)),
    properties: listOf(raw['properties']).map((property) => propertyOf(property as Raw)),
    bases: listOf(raw['bases']).map((base) => ({ ...(base as Raw), base: texts((base as Raw)['base']) })),
  } as Library;
}

function callOf(raw: Raw): CallModel {
  const { sink, when, url, pass, returns, projects, safeguard, callback, store, connects, configures, options, ...rest } = raw;
  const pass_ = pass === undefined || isRecord(pass) ? pass : { of: pass };
  return {
    ...rest,
    call: texts(raw['call']),
    ...(when !== undefined && { when: { ...(when as Raw), at: selector((when as Raw)['at']), ...lists(when as Raw, 'is', listOf) } }),
    ...(sink !== undefined && { sink: listOf(sink).map((one) => sinkOf(one as Raw)) }),
    ...(url !== undefined && { url: selectors(url) }),
    ...(pass_ !== undefined && { pass: { ...(pass_), of: selectors((pass_)['of']) } }),
    ...(returns !== undefined && { returns: selector(returns) }),
    ...(projects !== undefined && { projects: projection(projects as Raw) }),
    ...(safeguard !== undefined && { safeguard: { ...(safeguard as Raw), ...strings(safeguard as Raw, ['of', 'pattern']) } }),
    ...(callback !== undefined && {
      callback: { ...(callback as Raw), arg: selector((callback as Raw)['arg']), gives: listOf((callback as Raw)['gives']).map(selector) },
    }),
    ...(store !== undefined && { store: { ...(store as Raw), into: selector((store as Raw)['into']), from: selectors((store as Raw)['from']) } }),
    ...(connects !== undefined && { connects: strings(connects as Raw, ['type', 'base']) }),
    ...(configures !== undefined && { configures: listOf(configures).map((one) => redactionOf(one as Raw)) }),
    ...(options !== undefined && { options: listOf(options).map((one) => ({ ...(one as Raw), at: selector((one as Raw)['at']) })) }),
  } as CallModel;
}

function sinkOf(raw: Raw): object {
  const { error_when: errorWhen, ...sink } = raw;
  return {
    facet: 'text',
    ...sink,
    args: selectors(raw['args']),
    ...strings(raw, ['host', 'base']),
    ...lists(raw, 'address', selectors),
    ...(errorWhen !== undefined && { errorWhen: selectors(errorWhen) }),
  };
}

function redactionOf(raw: Raw): RedactionModel {
  return { ...raw, at: selector(raw['at']), ...lists(raw, 'covers', texts) } as RedactionModel;
}

function propertyOf(raw: Raw): PropertyModel {
  return { ...raw, property: texts(raw['property']), ...lists(raw, 'options', listOf) };
}

/** A key as a list made by `read`, if it is there. */
function lists(raw: Raw, key: string, read: (value: unknown) => unknown[]): Raw {
  return raw[key] === undefined ? {} : { [key]: read(raw[key]) };
}

function pick(raw: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(keys.filter((key) => raw[key] !== undefined).map((key) => [key, raw[key]]));
}

/** The values of these keys as text, where they are given. */
function strings(raw: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(keys.filter((key) => raw[key] !== undefined).map((key) => [key, selector(raw[key])]));
}

function texts(value: unknown): string[] {
  return listOf(value).flatMap((text) => expandBraces(String(text)));
}

function selector(value: unknown): Selector {
  return String(value);
}

function selectors(value: unknown): Selector[] {
  return listOf(value).map(selector);
}

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `drop_annotated` and `keep_annotated` name annotations, the others are selectors. */
function projection({ drop_annotated: dropAnnotated, keep_annotated: keepAnnotated, ...selected }: Raw): unknown {
  return { ...(strings(selected, ['keep', 'drop', 'groups']) as object), ...(dropAnnotated !== undefined && { dropAnnotated }), ...(keepAnnotated !== undefined && { keepAnnotated }) };
}
