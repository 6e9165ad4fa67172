import { prepareEcmascript } from '../ecmascript';
import { ecmascriptEdits } from '../ecmascript/edits';
import type { Language } from '../language';

/** JavaScript and JSX. */
export const language: Language = { id: 'javascript', prepare: prepareEcmascript, edits: ecmascriptEdits };
