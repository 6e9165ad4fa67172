import { MemberCol, TypeCol } from '../facts';
import { ruleModule, tellsName } from '../rules/rule-index';
import { annotationText, type Opened } from './declarations';
import { nearest } from './packages';
import type { FileNode, Program, Target, TypeNode } from './program';

/**
 * What a name stands for in the modules a file opens whole (`import java.util.*`), then in those that are opened for every file: the first that is
 * known to have it.
 */
export function openedName(program: Program, file: FileNode, name: string): Target | undefined {
  const family = file.family;
  for (const { module, name: written, isOwn } of knownOpens(program, file)) {
    const path = written.slice(0, -1) + name;
    if (!isOwn) {
      if (family && tellsName(family, module, path)) return { kind: 'library', module, path };
      continue;
    }
    const target = program.exported(file, module, path);
    if (target === undefined) continue;
    if (target.kind === 'member' && !hasMember(program, target.type, name)) continue;
    if (target.kind !== 'library' || (family && tellsName(family, module, target.path))) return target;
  }
  return undefined;
}

/** Modules in sight of a file of which something is known: files of the workspace (`isOwn`), or rules. */
function knownOpens(program: Program, file: FileNode): readonly Known[] {
  return program.memo<readonly Known[]>(file, 'opens', '', () => {
    const family = file.family;
    const all = [...program.declarationsOf(file).opens, ...program.opened.of(file.language)];
    return all.map(({ module, name }) => ({ module, name, isOwn: program.moduleFile(file, module) !== undefined })).filter(({ module, isOwn }) => isOwn || (family && ruleModule(family, module) !== undefined));
  }, [], (a, b) => a.length === b.length && a.every((one, i) => one.module === b[i]?.module && one.name === b[i].name && one.isOwn === b[i].isOwn));
}

type Known = Opened & { isOwn: boolean };

function hasMember(program: Program, type: TypeNode, name: string): boolean {
  program.declarationsOf(type.file);
  const { types, members, strings } = type.file.facts;
  const first = types[type.index * TypeCol.stride + TypeCol.members] ?? -1;
  const count = types[type.index * TypeCol.stride + TypeCol.memberCount] ?? 0;
  for (let i = 0; i < count; i++) if (strings[members[(first + i) * MemberCol.stride] ?? -1] === name) return true;
  return false;
}

/** A name as the classes and modules around see it: of an enclosing one first, by its qualified name. */
export function enclosedName(program: Program, file: FileNode, name: string): Target | undefined {
  const { opens } = program.declarationsOf(file);
  for (let i = opens.length - 1; i >= 0; i--) {
    const target = program.packageName(file, `${opens[i]?.module ?? ''}.${name}`);
    if (target) return target;
  }
  return undefined;
}

/** A dotted name whose beginning the package declares: what that type holds under the last part. */
export function heldName(program: Program, file: FileNode, name: string): Target | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const holder = program.undeclared(file, name.slice(0, dot));
  if (holder?.kind !== 'type') return undefined;
  const last = name.slice(dot + 1);
  const target = program.inType(holder.type, last);
  return target.kind === 'member' && !hasMember(program, holder.type, last) ? undefined : target;
}

/** More parts than this are a name space, not a type. */
const mostParts = 16;

/** All declarations of a type that several files open, the one with super types first. */
function openParts(program: Program, type: TypeNode): readonly TypeNode[] {
  const paths = program.namesOf(type.file.package).names.get(type.key) ?? [];
  if (paths.length < 2) return [type];
  const found = paths.slice(0, mostParts).flatMap((path) => {
    const file = program.files.get(path);
    if (!file) return [];
    program.declarationsOf(file);
    return file.types.filter(({ key }) => key === type.key);
  });
  const main = found.find((part) => (part.file.facts.types[part.index * TypeCol.stride + TypeCol.superCount] ?? 0) > 0) ?? found[0];
  return main ? [main, ...found.filter((part) => part !== main)] : [type];
}

/** The exported declaration of a type, then the rows of the same name that other files of its package add to it. */
export function findWhole(program: Program, type: TypeNode): readonly TypeNode[] {
  if (type.file.language.openTypes === true) return openParts(program, type);
  if (type.key.includes('.')) return [type];
  const { names, parts } = program.namesOf(type.file.package);
  const others = parts.get(type.key) ?? (isPart(program, type) ? names.get(type.key) : undefined);
  if (!others) return [type];
  const own = nearest(type.file.path, names.get(type.key) ?? []);
  const file = own === undefined ? undefined : program.files.get(own);
  const target = file && program.exportOf(file, type.key);
  const main = target?.kind === 'type' ? target.type : type;
  const isWritten = parts.has(type.key);
  const found = others.flatMap((path) => program.files.get(path)?.types.filter((one) => one.key === type.key && (isWritten || isPart(program, one))) ?? []);
  return [main, ...found.filter((part) => part !== main)];
}

/** True for a type that says it is declared in parts. */
function isPart(program: Program, type: TypeNode): boolean {
  program.declarationsOf(type.file);
  const { facts } = type.file;
  const row = type.index * TypeCol.stride;
  const count = facts.types[row + TypeCol.annotationCount] ?? 0;
  return count > 0 && annotationText(facts, facts.types[row + TypeCol.annotations] ?? -1, count).includes('@partial(');
}

/** A copy of a library that the rules tell of is read by them, not by its inside; to itself it is code like any other. */
export function isBundled(program: Program, from: FileNode, module: string, name: string): boolean {
  const { family } = from.language;
  if (name === '*' || `${from.package}.`.startsWith(`${family}\0${module}.`)) return false;
  const rules = program.rules.families.get(family);
  return rules !== undefined && tellsName(rules, module, name);
}
