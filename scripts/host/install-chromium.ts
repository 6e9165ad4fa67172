import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { cacheFolder, isInstalled, markerOf, unpackPackage } from './places';

/** A headless Chromium inside an npm package: needs no root and no system package. */
const packageName = '@sparticuz/chromium';
const packageVersion = '153.0.0';
/** The fonts inside that package are proportional only; an editor needs a monospaced one. */
const fontVersion = '2.37.3';

const folder = join(cacheFolder, 'chromium');
const installedPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/chromium-headless-shell'];

/** A Chromium that starts here, and the environment variables it needs to do so. */
export type Chromium = { executable: string; env: Record<string, string> };

/**
 * Gives a Chromium: the one named by CHROMIUM_PATH, else one installed on the system, else the npm one in
 * `.vscode-test/chromium`, which is installed if missing (about 10 s, 290 MB). Throws, saying what to do, if none starts.
 */
export function installChromium(): Chromium {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist. Correct it, or unset it to use an installed or a downloaded one.`);
    return { executable: named, env: {} };
  }
  const installed = installedPlaces.find((place) => existsSync(place));
  if (installed !== undefined) return { executable: installed, env: {} };
  if (process.arch !== 'x64') throw new Error(`No Chromium is installed, and the one on npm is built for x64 only, not for ${process.arch}. Install Chromium and set CHROMIUM_PATH.`);
  const version = `${packageName} ${packageVersion}, dejavu-fonts-ttf ${fontVersion}`;
  if (!isInstalled(folder, version)) install(version);
  return startable();
}

function install(version: string): void {
  console.log('Installing a headless Chromium into .vscode-test/chromium, once.');
  const fresh = `${folder}-${process.pid}`;
  try {
    mkdirSync(join(fresh, 'browser/fonts'), { recursive: true });
    unpackPackage(packageName, packageVersion, join(fresh, 'browser'));
    unpackPackage('dejavu-fonts-ttf', fontVersion, join(fresh, 'browser/fonts'));
    renameSync(join(fresh, 'browser/fonts/package/ttf'), join(fresh, 'fonts'));
    const archives = join(fresh, 'browser/package/bin');
    writeFileSync(join(fresh, 'chromium'), inflate(join(archives, 'chromium.br')), { mode: 0o755 });
    // The browser looks for its graphics libraries beside itself.
    untar(join(archives, 'swiftshader.tar.br'), fresh);
    untar(join(archives, 'al2023.tar.br'), fresh);
    rmSync(join(fresh, 'browser'), { recursive: true });
    writeFileSync(join(fresh, 'fonts.conf'), fontConfiguration);
    writeFileSync(markerOf(fresh), version);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } catch (error) {
    throw new Error('Chromium could not be installed from npm. Check that the registry is reachable (npm ping), or install Chromium and set CHROMIUM_PATH.', { cause: error });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The system's fonts where there are any, and ours, whose monospaced face stands in where the system names none. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">font-cache</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;

/** Tries the browser with the system's libraries, then with those of the package (NSS, NSPR, expat). */
function startable(): Chromium {
  const executable = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  let reason = '';
  for (const env of [fonts, { ...fonts, LD_LIBRARY_PATH: join(folder, 'lib') }]) {
    const tried = spawnSync(executable, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } });
    if (tried.status === 0) return { executable, env };
    reason = tried.error?.message ?? tried.stderr.trim();
  }
  throw new Error(`The Chromium in .vscode-test/chromium does not start: ${reason}. Install Chromium and set CHROMIUM_PATH.`);
}

function inflate(file: string): Buffer {
  return brotliDecompressSync(readFileSync(file));
}

function untar(file: string, target: string): void {
  execFileSync('tar', ['xf', '-', '-C', target], { input: inflate(file) });
}
