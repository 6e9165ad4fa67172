import { prepareEcmascript } from '../ecmascript';
import { ecmascriptEdits } from '../ecmascript/edits';
import type { Language } from '../language';

/** TypeScript and TSX. */
export const language: Language = { id: 'typescript', prepare: prepareEcmascript, edits: ecmascriptEdits };
