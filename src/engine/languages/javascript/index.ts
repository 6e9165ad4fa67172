import { prepareEcmascript } from '../ecmascript';
import type { Language } from '../language';

/** JavaScript and JSX. */
export const language: Language = { id: 'javascript', prepare: prepareEcmascript };
