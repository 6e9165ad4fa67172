import assert from 'node:assert/strict';
import { planControls } from '../../../../src/engine/controls';
import type { ControlOffer } from '../../../../src/model';
import { applied, contextOf } from '../harness';

export type Texts = Readonly<Record<string, string>>;

/** The offers for each weak password hash. */
export async function offersFor(files: Texts): Promise<ControlOffer[]> {
  const context = await contextOf(files);
  const found = context.workspace.findings().filter(({ classId }) => classId === 'weak-password-hash');
  assert.ok(found.length > 0, 'the code has a weak password hash');
  return found.map((finding) => {
    const [offer] = planControls(context, finding);
    assert.ok(offer?.id === 'use-password-kdf');
    return offer;
  });
}

/** The files after the control; every finding gets the same edit, and none is left. */
export async function hashedByKdf(files: Texts): Promise<Record<string, string>> {
  const offers = await offersFor(files);
  const [first] = offers;
  for (const offer of offers) {
    assert.deepEqual([offer.kind, offer.verified, offer.title, offer.phrase], ['edit', true, 'Hash the password with `scrypt`', 'with scrypt and a rehash at next login']);
    assert.deepEqual(offer.edits, first?.edits);
  }
  const after = applied(files, first?.edits ?? []);
  assert.deepEqual((await contextOf(after)).workspace.findings().map(({ classId }) => classId).filter((id) => id === 'weak-password-hash'), []);
  return after;
}
