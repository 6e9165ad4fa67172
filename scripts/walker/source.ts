import type { PackageSource } from '../grammars/fetch';

/** The core of the parser, for its headers. The package of the runtime carries none; the layouts the walker reads are the same in web-tree-sitter 0.27.1. */
export const core: PackageSource = {
  package: 'tree-sitter', version: '0.25.1', archiveSha256: '07aeba8dd71630e7e72b2d4ca3bd2680c3471824100cc5ebff44e78a6ed0b6d3',
};

/** Of src/engine/syntax/walker/walker.wasm, as this build gives it. */
export const walkerSha256 = '03e990e4e14d9bcfe965a6ea00aeda40ee32d9ef21bc9ef18921cc325bd1821a';
