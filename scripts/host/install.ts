import { installChromium } from './install-chromium';
import { installServer } from './install-server';

// npm run host:install. Optional: a test run installs what is missing by itself.
try {
  console.log(`VS Code server: ${installServer().serverMain}`);
  console.log(`Chromium: ${installChromium().executable}`);
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
