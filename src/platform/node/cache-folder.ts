import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder for files that can be made again, by the convention of each system. */
export function cacheFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const name = 'privacy-shipmate';
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), name, 'Cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  // The XDG convention asks to ignore relative values.
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg?.startsWith('/') === true ? xdg : join(homedir(), '.cache'), name);
}
