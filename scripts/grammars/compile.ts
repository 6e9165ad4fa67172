import { execFileSync } from 'node:child_process';

/** C sources to be made one wasm module that the parser runtime can link into its memory. */
export interface SideModule {
  /** Folder the compiler runs in. The other paths start there, so that no path of the machine gets into the module. */
  folder: string;
  sources: readonly string[];
  include: readonly string[];
  exports: readonly string[];
  /** Absolute path of the wasm. */
  out: string;
}

/** Compiles a side module with clang and lld; throws when they are missing or find a fault. The result depends on nothing but the sources and the compiler. */
export function compileSideModule({ folder, sources, include, exports, out }: SideModule): void {
  execFileSync(process.env.CLANG ?? 'clang-19', [
    '--target=wasm32-unknown-wasi', '-fPIC', '-shared', '-Os', '-std=c11', '-nostdlib', '-w',
    ...include.map((folder) => `-I${folder}`),
    ...exports.map((name) => `-Wl,--export=${name}`),
    '-Wl,--allow-undefined', '-Wl,--no-entry', '-Wl,--strip-all',
    '-o', out, ...sources,
  ], { cwd: folder, stdio: 'inherit' });
}
