import { fitRuntime } from '../platform/node/runtime';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodePlatform } from './node-platform';
import { startServer } from './start';

fitRuntime();
// The server as a process: over IPC when an editor forks it, else over `--stdio`.
startServer(createConnection(ProposedFeatures.all), nodePlatform());
