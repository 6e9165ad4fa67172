export * from './ops';
export * from './tables';
export * from './builder';
export { decodeFacts, type FileFacts } from './encoding';
