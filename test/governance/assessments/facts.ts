import type { PiaFacts } from '../../../src/governance/assessments/facts';
import type { Finding } from '../../../src/model/finding';
import { finding } from '../samples';

const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 9 } };
const sentry = { id: 'sentry', name: 'Sentry', category: 'telemetry', country: 'US' };

export const logFinding: Finding = finding();
export const sentryFinding: Finding = finding({ classId: 'pii-to-third-party', fingerprint: '0011223344556677', file: 'src/appointments/errors.ts', symbol: 'report', recipient: sentry, dataTypes: ['email', 'phone-number'] });

/** What the code of the appointment service shows. */
export function clinicFacts(over: Partial<PiaFacts> = {}): PiaFacts {
  return {
    inventory: {
      data: [
        { dataType: 'email', strength: 'certain', seenIn: [{ file: 'src/appointments/book.ts', range, symbol: 'book', name: 'email' }, { file: 'src/billing/x.ts', range, symbol: 'x', name: 'email' }] },
        { dataType: 'diagnosis', strength: 'likely', seenIn: [{ file: 'src/appointments/note.ts', range, symbol: 'Note.text', name: 'diagnosis' }] },
        { dataType: 'age', strength: 'maybe', seenIn: [{ file: 'src/appointments/note.ts', range, symbol: '', name: 'age' }] },
      ],
      flows: [
        { file: 'src/appointments/book.ts', range, symbol: 'book', dataTypes: ['email'], to: 'log', encrypted: 'unknown', safeguards: [] },
        { file: 'src/appointments/errors.ts', range, symbol: 'report', dataTypes: ['email', 'phone-number'], to: 'http', recipient: sentry, encrypted: true, safeguards: ['masked'] },
      ],
      safeguards: [{ file: 'src/appointments/errors.ts', range, symbol: 'report', grade: 'masked', dataTypes: ['phone-number'] }],
      recipients: [{ ...sentry, dataTypes: ['email', 'phone-number'], seenIn: [{ file: 'src/appointments/errors.ts', range, symbol: 'report' }] }],
      services: [],
      assets: [{ id: 'pg', label: 'PostgreSQL', kind: 'database', seenIn: [{ file: 'src/appointments/db.ts', range }] }],
    },
    coverage: {
      analysed: 12, bytes: 4000, lines: 310, partial: false,
      skipped: [{ file: 'src/appointments/vendor.min.js', reason: 'minified' }, { file: 'dist/a.js', reason: 'generated' }],
      unseen: [{ file: 'src/appointments/odd.ts', range, reason: 'syntax-error', text: 'x' }],
      calls: { resolved: 90, unresolved: 10, examples: ['registry[name]'] },
    },
    findings: [logFinding, sentryFinding, finding({ file: 'src/billing/x.ts' }), finding({ file: 'src/appointments/book.test.ts', place: 'test', classId: 'pii-in-file' })],
    scope: ['src/appointments/**'],
    date: '2026-11-21',
    commit: '4f2a9c1',
    dataType: (id) => ({ email: { label: 'Email', tier: 2, category: 'user.contact.email', special: false }, diagnosis: { label: 'Diagnosis', tier: 4, category: 'user.health_and_medical', special: true } })[id],
    classTitle: (id) => ({ 'pii-in-logs': 'Personal data in logs', 'pii-to-third-party': 'Personal data sent to a third party' })[id] ?? id,
    ...over,
  };
}
