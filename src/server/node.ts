import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodePlatform } from './node-platform';
import { startServer } from './start';
import { planControls } from './plan-controls';

// The server as a process: over IPC when an editor forks it, else over `--stdio`.
startServer(createConnection(ProposedFeatures.all), nodePlatform(), planControls);
