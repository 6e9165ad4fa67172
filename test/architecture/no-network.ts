// Loaded before a program: every way out of the process tells its name on stderr and throws.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** What stands on stderr when a program tried. */
const mark = 'NETWORK USED:';

function refuse(name: string): () => never {
  return () => {
    process.stderr.write(`${mark} ${name}\n`);
    throw new Error(`${name} is switched off`);
  };
}

Object.assign(net.Socket.prototype, { connect: refuse('net.Socket.connect') });
Object.assign(net.Server.prototype, { listen: refuse('net.Server.listen') });
Object.assign(dgram.Socket.prototype, { send: refuse('dgram.send'), bind: refuse('dgram.bind'), connect: refuse('dgram.connect') });
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny']) Object.assign(dns, { [name]: refuse(`dns.${name}`) });
Object.assign(globalThis, { fetch: refuse('fetch'), WebSocket: refuse('WebSocket'), EventSource: refuse('EventSource') });
syncBuiltinESMExports();
