import type { Connection } from 'vscode-languageserver';
import { decodeFacts, ImportCol } from '../engine/facts';
import type { Files } from '../project/files';
import type { Addresses } from './addresses';
import { clientRequests } from './protocol';
