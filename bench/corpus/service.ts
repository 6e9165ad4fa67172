import type { Random } from './random';

/** What the services deal in. */
export const things = ['order', 'invoice', 'shipment', 'basket', 'voucher', 'ticket', 'report', 'session', 'campaign', 'refund'];

/** Fields of a customer that are personal, and fields of the things, which are not. */
export const camel = {
  personal: ['email', 'phone', 'fullName', 'birthDate', 'street'],
  fields: ['id', 'total', 'status', 'createdAt', 'currency', 'quantity', 'reference', 'label'],
};
export const snake = {
  personal: ['email', 'phone', 'full_name', 'birth_date', 'street'],
  fields: ['id', 'total', 'status', 'created_at', 'currency', 'quantity', 'reference', 'label'],
};

export const upper = (name: string): string => (name[0] ?? '').toUpperCase() + name.slice(1);

/** One function or class of an ordinary service; `n` keeps names apart. */
export type Maker = (random: Random, n: number, thing: string) => string;

/** The frame of a module, what goes into it, and how it is put together. */
export interface Shape {
  head: string;
  makers: readonly Maker[];
  /** Between two functions. */
  gap: string;
  /** Behind the last one. */
  foot?: string;
  /** The first `n`, where names of several modules meet. */
  first?: number;
}

/** A module of about `lines` lines. */
export function moduleOf(random: Random, lines: number, { head, makers, gap, foot = '', first = 0 }: Shape): string {
  let text = head;
  let count = text.split('\n').length;
  for (let n = first; count < lines; n++) {
    const made = random.pick(makers)(random, n, random.pick(things)) + gap;
    text += made;
    count += made.split('\n').length - 1;
  }
  return text + foot;
}

/** The first name in a workspace whose modules share one space of names. */
export const firstName = (index: number): number => index * 10_000;

/** What a function does with a datum: says it itself, hands it to the module before, or neither. */
export function saying(random: Random, itself: string, before: string, neither: string): string {
  return random.pick([itself, before, neither, neither]);
}
