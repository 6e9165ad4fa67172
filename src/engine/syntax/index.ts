export * from './flat-tree';
export { createSyntax, type OpenTree, type ReadWasm, type Syntax, type TextChange } from './parser';
