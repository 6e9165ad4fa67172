import type { Finding } from '../../src/model/finding';

/** A threat model people wrote, with comments, both list styles and one threat per way of linking. */
export const clinicModel = `# Threat model of the clinic service, agreed 2026-09-01
otmVersion: 0.2.0
project: {name: Clinic, id: clinic, owner: "Care team"}   # one team

assets:
  - id: pd-contact
    name: Contact data of patients
    risk: {confidentiality: 70, integrity: 40, availability: 20}
    attributes: {dataType: "email, phone-number"}
  - id: pd-health
    name: Diagnoses
    risk: {confidentiality: 90, integrity: 60, availability: 20}
    attributes:
      dataType: diagnosis

trustZones:
  - {id: tz-app, name: Application, risk: {trustRating: 70}}

components:
  - id: appointments
    name: appointment service
    type: web-service
    parent: {trustZone: tz-app}
    assets: {processed: [pd-contact], stored: []}
    representations:
      - {representation: repo, id: appointments-src, file: "src/appointments/**"}
      - {representation: picture, id: appointments-box, file: docs/picture.svg}
    threats:
      - threat: THR-LOG-EMAIL
        state: exposed   # until the logger redacts
        mitigations:
          - {mitigation: MIT-REDACT, state: required}
  - id: letters
    name: letter writer
    type: worker
    parent: {trustZone: tz-app}
    assets: {processed: [pd-health], stored: [pd-health]}
    representations: [{representation: repo, id: letters-src, file: src/letters/send.ts, line: 12}]
    threats: [{threat: THR-DISCLOSE, state: mitigated}]

representations:
  - {id: repo, name: Source, type: code, repository: {url: "https://git.example.invalid/clinic"}}
  - {id: picture, name: Diagram, type: diagram, size: {width: 1, height: 1}}

threats:
  - id: THR-LOG-EMAIL
    name: Patient e-mail readable in logs
    categories: [LINDDUN-DD, STRIDE-I]
    risk: {likelihood: 75, impact: 50}
    attributes: {linddunNode: Nr.1, class: log-leak}
  # agreed with the DPO in spring
  - id: THR-DISCLOSE
    name: Diagnosis leaves the service
    categories:
      - Disclosure of information
    risk: {likelihood: null, impact: 80}
    # a note about this threat

mitigations:
  - {id: MIT-REDACT, name: Redact in the logger, riskReduction: 80}
`;

/** A finding with everything a test does not speak of filled in. */
export function finding(over: Partial<Finding> = {}): Finding {
  const range = { start: { line: 9, character: 2 }, end: { line: 9, character: 13 } };
  return {
    classId: 'pii-in-logs', fingerprint: '7b0c1f0a6a2d4e91', file: 'src/appointments/book.ts', range, symbol: 'book', callee: 'logger.info', severity: 'medium', tier: 2,
    strength: 'certain', dataTypes: ['email'], flows: [], flowCount: 1, fact: 'Email goes to the log.', place: 'code', state: 'new', guessed: [], threats: [], assessments: [],
    controls: [], ...over,
  };
}
