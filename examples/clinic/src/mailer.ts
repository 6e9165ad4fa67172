import sendgrid from '@sendgrid/mail';
import { logger } from './logger';
import type { Appointment, Patient } from './models';

const from = 'appointments@clinic.example';

/** Confirms an appointment by mail. */
export async function sendConfirmation(patient: Patient, appointment: Appointment): Promise<void> {
  const day = appointment.startsAt.toISOString().slice(0, 10);
  await sendgrid.send({
    from,
    to: patient.email,
    subject: `Your appointment on ${day}`,
    text: `Dear ${patient.fullName}, we see you on ${day} in room ${appointment.room}.`,
  });
  logger.info({ appointmentId: appointment.id, template: 'confirmation' }, 'mail sent');
}
