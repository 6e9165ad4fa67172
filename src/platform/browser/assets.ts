import type { Catalogue } from '../../engine/rules/catalogue';
import type { ReadWasm } from '../../engine/syntax';

/** The built product where a worker fetches it: beside its own script, in the extension. */
export interface Assets {
  catalogue: () => Promise<Catalogue>;
  readWasm: ReadWasm;
}

/** Reads the product below an address that ends without `/`. */
export function assetsAt(address: string): Assets {
  const get = async (name: string): Promise<Response> => {
    const response = await fetch(`${address}/${name}`);
    if (!response.ok) throw new Error(`${name} of the extension could not be read (${response.status})`);
    return response;
  };
  return {
    catalogue: async () => (await (await get('rules.json')).json()) as Catalogue,
    readWasm: async (name) => new Uint8Array(await (await get(name.includes('/') ? `grammars/${name}` : name)).arrayBuffer()),
  };
}

/** Hex SHA-256 of a text in UTF-8. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
