import { Literal, Op } from '../../facts';
import { end, start, text } from '../nodes';
import type { Context } from './context';

/** `break`, `continue`, with the label of a loop around or ''. Gives a register nobody reads. */
export function jump(c: Context, node: number, label: string): number {
  const at = label === '' ? -1 : c.targets.lastIndexOf(label);
  const span = [start(c, node), end(c, node)] as const;
  if (c.targets.length > 0) c.builder.control(text(c, node).startsWith('break') ? Op.Break : Op.Continue, ...span, at < 0 ? -1 : c.targets.length - 1 - at);
  return c.builder.constant(Literal.Null, '', ...span);
}
