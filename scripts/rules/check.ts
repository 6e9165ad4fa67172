import type { Catalogue, Library } from '../../src/engine/rules/catalogue';
import { problemAt, type RuleProblem, type SourceFile } from './source-file';

/** Which parsed file an entry of the catalogue came from, by kind and id. */
export type Origins = ReadonlyMap<string, SourceFile>;

const KEYWORDS = new Set(['self', 'receiver', 'element', 'list', 'list self', 'clean', 'accumulator', 'revealed']);
const SELECTOR = /^(-?\d+(\.\.)?|\*\*|@\w*|receiver|result|callee|[a-z_][\w-]*)(\.([\w$-]+|\*))*$/;
/** `default`, an export, a type's method, a global path, `*.method`, or `.key` written anywhere. */
const CALLEE = /^(\*|@?[A-Za-z_$][\w$]*[?!]?)?(\.(#?[\w$]+[?!]?|\*|\(\)))*$/;

/** Checks what a schema cannot see: ids that other files name, types that a library names, the form of expanded selectors. */
export function checkReferences(catalogue: Catalogue, origins: Origins): RuleProblem[] {
  const dataTypes = new Set(catalogue.dataTypes.types.map((type) => type.id));
  const controls = new Set(catalogue.controls.map((control) => control.id));
  const findings = new Set(catalogue.findings.map((finding) => finding.id));
  const recipients = new Set(catalogue.recipients.map((recipient) => recipient.id));
  const languages = new Set(catalogue.languages.map((language) => language.id));
  const families = new Set(catalogue.languages.map((language) => language.family));
  const problems: RuleProblem[] = [];
  const tell = (key: string, path: (string | number)[], reason: string): void => {
    const source = origins.get(key);
    if (source !== undefined) problems.push(problemAt(source, path, reason));
  };
  for (const finding of catalogue.findings) {
    const key = `finding ${finding.id}`;
    if (finding.form === 'flow' && finding.sinks.length === 0) tell(key, ['form'], 'a class of form flow meets no sink; name its `sinks`');
    finding.only.forEach((id, at) => {
      if (!dataTypes.has(id)) tell(key, ['only', at], `\`${id}\` is no data type; use an id of rules/data-types`);
    });
    finding.controls.forEach((id, at) => {
      if (!controls.has(id)) tell(key, ['controls', at], `\`${id}\` is no control; add rules/controls/${id}.yml or correct the id`);
    });
  }
  for (const control of catalogue.controls) {
    for (const [family, helpers] of Object.entries(control.helpers ?? {})) {
      if (!families.has(family) && !languages.has(family)) tell(`control ${control.id}`, ['helpers', family], `\`${family}\` is no language or family of grammars/`);
      helpers.forEach((helper, at) => {
        for (const id of helper.data) {
          if (id !== '*' && !dataTypes.has(id)) tell(`control ${control.id}`, ['helpers', family, at, 'data'], `\`${id}\` is no data type; use an id of rules/data-types or "*"`);
        }
      });
    }
  }
  for (const library of catalogue.libraries) checkLibrary(library, { dataTypes, findings, recipients, families }, (path, reason) => tell(`library ${library.id}`, path, reason));
  return problems;
}

interface Known {
  dataTypes: ReadonlySet<string>;
  findings: ReadonlySet<string>;
  recipients: ReadonlySet<string>;
  families: ReadonlySet<string>;
}

function checkLibrary(library: Library, known: Known, tell: (path: (string | number)[], reason: string) => void): void {
  const recipient = (id: string | undefined, path: (string | number)[]): void => {
    if (id !== undefined && !known.recipients.has(id)) tell(path, `\`${id}\` is no recipient; add it to rules/recipients or correct the id`);
  };
  const value = (text: string | undefined, path: (string | number)[]): void => {
    if (text === undefined || KEYWORDS.has(text) || /^(?:thunk|each) \d+$/.test(text) || /^source [a-z0-9]+$/.test(text)) return;
    const or = text.indexOf(' or ');
    if (or > 0) {
      value(text.slice(0, or), path);
      value(text.slice(or + 4), path);
      return;
    }
    const type = text.replace(/^list /, '').replace(/^(?:type|fields) /, '');
    if (/^[A-Z]/.test(type)) {
      if (!(type in library.types)) tell(path, `\`${type}\` is no type of this library; add it to \`types\` or correct the name`);
    } else if (!SELECTOR.test(type)) tell(path, `\`${text}\` is no selector, type or word of the vocabulary; see docs/writing-rules.md`);
  };
  if (!known.families.has(library.family)) tell(['family'], `\`${library.family}\` is no family of a language in grammars/`);
  recipient(library.recipient, ['recipient']);
  for (const [name, type] of Object.entries(library.types)) {
    if (!/^[A-Z]/.test(name)) tell(['types', name], `\`${name}\` begins small; name a type with a capital letter, so that it differs from a selector`);
    if (type.extends !== undefined && !(type.extends in library.types)) tell(['types', name, 'extends'], `\`${type.extends}\` is no type of this library`);
  }
  library.calls.forEach((model, at) => {
    for (const callee of model.call) {
      if (!CALLEE.test(callee) || callee === '') tell(['calls', at, 'call'], `\`${callee}\` is no call; write an export, Type.method, a global path or *.method`);
    }
    model.sink?.forEach((sink) => {
      recipient(sink.recipient, ['calls', at, 'sink', 'recipient']);
    });
    value(model.returns, ['calls', at, 'returns']);
    for (const given of model.callback?.gives ?? []) value(given, ['calls', at, 'callback', 'gives']);
    if (model.source?.data !== undefined && !known.dataTypes.has(model.source.data)) tell(['calls', at, 'source', 'data'], `\`${model.source.data}\` is no data type`);
    model.options?.forEach((option) => {
      if (!known.findings.has(option.finding)) tell(['calls', at, 'options'], `\`${option.finding}\` is no finding class of rules/findings`);
    });
  });
  library.properties.forEach((model, at) => {
    for (const property of model.property) {
      if (!CALLEE.test(property)) tell(['properties', at, 'property'], `\`${property}\` is no property; write Type.name, a global path or .key`);
    }
    value(model.returns, ['properties', at, 'returns']);
    if (model.source?.data !== undefined && !known.dataTypes.has(model.source.data)) tell(['properties', at, 'source', 'data'], `\`${model.source.data}\` is no data type`);
    model.options?.forEach((option) => {
      if (!known.findings.has(option.finding)) tell(['properties', at, 'options'], `\`${option.finding}\` is no finding class of rules/findings`);
    });
  });
  library.bases.forEach((base, at) => {
    value(base.instance, ['bases', at, 'instance']);
  });
}
