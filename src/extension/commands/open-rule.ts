import { rulePage, showPage } from '../pages';
import { findingAtCursor } from './finding-here';
import type { Command } from './command';

/** Opens the page of a finding class: the given one, that of a tree item, or that of the finding at the cursor. */
export const openRule: Command = {
  name: 'openRule',
  async run(reach, argument) {
    const ref = reach.view.findingOf(argument);
    const listed = ref && reach.view.overview().findings.find(({ fingerprint, uri }) => fingerprint === ref.fingerprint && uri === ref.uri);
    const id = typeof argument === 'string' ? argument : (listed ?? (await findingAtCursor(reach)))?.classId;
    if (id !== undefined) await showPage(rulePage(id));
  },
};
