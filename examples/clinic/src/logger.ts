import pino from 'pino';

/** The logger of the service. Insurance numbers and birth dates never reach it in clear. */
export const logger = pino({
  name: 'clinic',
  level: process.env.LOG_LEVEL ?? 'info',
  redact: {
    paths: ['patient.insuranceNumber', 'patient.birthDate', '*.insuranceNumber', '*.birthDate'],
    censor: '[redacted]',
  },
});
