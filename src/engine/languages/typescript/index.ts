import { prepareEcmascript } from '../ecmascript';
import type { Language } from '../language';

/** TypeScript and TSX. */
export const language: Language = { id: 'typescript', prepare: prepareEcmascript };
