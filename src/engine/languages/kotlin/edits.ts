import type { CodeEdits } from '../edits';

/** How Kotlin code is edited. */
export const kotlinEdits: CodeEdits = {
  callAt: () => -1, holders: () => [], leaves: () => [], boundNames: () => [], functionAround: () => 0, parameters: () => [], owner: () => undefined, isPath: () => false,
  remove: () => undefined, replace: () => undefined, replaceByText: () => undefined, wrap: () => undefined,
  insertHelper: () => undefined, importFrom: () => [], maskers: () => [], strengthen: () => [], declaredType: () => '', members: () => undefined, importedFrom: () => [],
  redactAtLogger: () => undefined, idName: (_of, member) => member, isId: () => false, lineComment: '//',
};
