import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod } from 'node:fs/promises';

/** C sources to be made one wasm module that the parser runtime can link into its memory. */
export interface SideModule {
  /** Folder the compiler runs in. The other paths start there, so that no path of the machine gets into the module. */
  folder: string;
  sources: readonly string[];
  include: readonly string[];
  optimise: '-Os' | '-O2';
  exports: readonly string[];
  /** Absolute path of the wasm. */
  out: string;
}

/** Compiles a side module with clang and lld; throws when they are missing or find a fault. The result depends on nothing but the sources and the compiler. */
export async function compileSideModule({ folder, sources, include, optimise, exports, out }: SideModule): Promise<void> {
  execFileSync(process.env.CLANG ?? 'clang-19', [
    '--target=wasm32-unknown-wasi', '-fPIC', '-shared', optimise, '-std=c11', '-nostdlib', '-w',
    ...include.map((path) => `-I${path}`),
    ...exports.map((name) => `-Wl,--export=${name}`),
    '-Wl,--allow-undefined', '-Wl,--no-entry', '-Wl,--strip-all',
    '-o', out, ...sources,
  ], { cwd: folder, stdio: 'inherit' });
  // The linker marks its result as a program.
  await chmod(out, 0o644);
}

/** Hex SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
