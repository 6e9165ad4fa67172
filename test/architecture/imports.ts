import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

export const root = join(dirname(__dirname), '..');

/** One import of a source file: type imports, re-exports, `import()` and `require()` count. */
export interface Import {
  /** Importing file, from the repository root. */
  from: string;
  /** Path of the file in the repository for relative imports, else the module name. */
  to: string;
  isPackage: boolean;
}

/** Paths of the TypeScript files below a folder of the repository, in order. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every import of a file, read from its syntax tree. */
export function importsOf(path: string): Import[] {
  const names = gather(path, (node) => {
    const specifier = specifierOf(node);
    return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
  });
  return names.map((name) => ({ from: path, to: name.startsWith('.') ? posix.join(posix.dirname(path), name) : name, isPackage: !name.startsWith('.') }));
}

/** The texts of all string literals of a file. */
export function literalsOf(path: string): string[] {
  return gather(path, (node) => (ts.isStringLiteralLike(node) ? node.text : undefined));
}

function gather(path: string, read: (node: ts.Node) => string | undefined): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = read(node);
    if (text !== undefined) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, false, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require');
  return isImport ? node.arguments[0] : undefined;
}
