export type { ControlContext, ParsedCode } from './context';
export { fixAll, type FixAll } from './fix-all';
export { ignoreEdit } from './ignore';
export { offerFor, planControls } from './plan';
