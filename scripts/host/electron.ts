import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { resolve } from 'node:path';
import type { SuiteExit } from './run-suite';

/**
 * The route for desktops: runs the same suite module in a VS Code that `@vscode/test-electron` downloads, or in the one
 * named by VSCODE_PATH. Gives 0 if every test passed, 1 if VS Code reported a failure, 2 if it was killed. Rejects if it
 * cannot be downloaded or started. On Linux without a display: `xvfb-run -a npm run test:electron`.
 */
export async function runSuiteInElectron(extensionFolder: string, options: { workspace: string; tests: string }): Promise<SuiteExit> {
  const run = runTests({
    vscodeExecutablePath: process.env['VSCODE_PATH'],
    extensionDevelopmentPath: resolve(extensionFolder),
    extensionTestsPath: resolve(options.tests),
    launchArgs: [resolve(options.workspace), '--disable-extensions', '--disable-workspace-trust'],
  });
  try {
    return (await run) === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    console.error(error.message);
    return error.code === undefined ? 2 : 1;
  }
}
