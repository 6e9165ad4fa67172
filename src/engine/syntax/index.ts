export * from './flat-tree';
export { createSyntax, type OpenTree, type Syntax, type TextChange } from './parser';
export type { ReadWasm } from './runtime';
