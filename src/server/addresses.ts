import { URI, Utils } from 'vscode-uri';

/** Places in a workspace folder: its URI on one side, paths relative to it with `/` on the other. */
export interface Addresses {
  readonly root: string;
  uriOf: (path: string) => string;
  /** Undefined for a URI outside the folder. */
  pathOf: (uri: string) => string | undefined;
}

/** Addresses below a folder. */
export function addressesBelow(root: string): Addresses {
  const base = URI.parse(root);
  const prefix = base.path.endsWith('/') ? base.path : `${base.path}/`;
  return {
    root: base.toString(),
    uriOf: (path) => Utils.joinPath(base, path).toString(),
    pathOf(uri) {
      const { scheme, authority, path } = URI.parse(uri);
      if (scheme !== base.scheme || authority !== base.authority || !path.startsWith(prefix)) return undefined;
      return path.slice(prefix.length);
    },
  };
}

/** The folder a file lies in. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** A URI as this server writes it, so that two forms of one address are equal. */
export function sameForm(uri: string): string {
  return URI.parse(uri).toString();
}
