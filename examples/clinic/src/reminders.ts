import twilio from 'twilio';
import { logger } from './logger';
import { maskPhone } from './mask';
import type { Appointment, Patient, VisitNote } from './models';

const client = twilio(process.env.TWILIO_SID, process.env.TWILIO_TOKEN);
const sender = '+15005550006';

/** Reminds a patient of tomorrow's appointment by SMS. */
export async function remind(patient: Patient, appointment: Appointment, lastVisit?: VisitNote): Promise<void> {
  const time = appointment.startsAt.toISOString().slice(11, 16);
  const about = lastVisit ? ` about: ${lastVisit.diagnosis}` : '';
  await client.messages.create({
    to: patient.phone,
    from: sender,
    body: `Tomorrow at ${time} in room ${appointment.room}${about}. Reply 0 to cancel.`,
  });
  logger.info({ appointmentId: appointment.id, to: maskPhone(patient.phone) }, 'reminder sent');
}

/** How many reminders a day needs; more than the plan allows are told to the front desk. */
export function reminderLoad(appointments: readonly Appointment[], planned: number): number {
  const due = appointments.filter(({ status }) => status !== 'cancelled').length;
  if (due > planned) logger.warn({ due, planned }, 'more reminders than the plan allows');
  return due;
}
