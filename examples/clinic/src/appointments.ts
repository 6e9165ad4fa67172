import { randomUUID } from 'node:crypto';
import { logger } from './logger';
import { sendConfirmation } from './mailer';
import { maskEmail } from './mask';
import type { Appointment, Patient } from './models';
import { saveAppointment, setStatus } from './store';

const opensAt = 8;
const closesAt = 18;

/** Books a room for a patient; gives undefined outside opening hours. */
export async function book(patient: Patient, room: string, startsAt: Date): Promise<Appointment | undefined> {
  if (!isOpen(startsAt)) {
    logger.warn({ room, startsAt }, 'outside opening hours');
    return undefined;
  }
  const appointment: Appointment = { id: randomUUID(), patientId: patient.id, room, startsAt, status: 'booked' };
  await saveAppointment(appointment);
  const contact = patient.email;
  logger.info(`appointment ${appointment.id} booked for ${contact}`);
  await sendConfirmation(patient, appointment);
  return appointment;
}

/** Cancels an appointment and tells the patient. */
export async function cancel(patient: Patient, appointment: Appointment, reason: string): Promise<void> {
  await setStatus(appointment.id, 'cancelled');
  logger.info({ appointmentId: appointment.id, to: maskEmail(patient.email), reason }, 'appointment cancelled');
}

/** Moves an appointment to another time on the same day. */
export async function move(appointment: Appointment, hours: number): Promise<Appointment> {
  const startsAt = new Date(appointment.startsAt.getTime() + hours * 3_600_000);
  await setStatus(appointment.id, 'moved');
  logger.info({ appointmentId: appointment.id, hours }, 'appointment moved');
  return { ...appointment, startsAt, status: 'moved' };
}

function isOpen(time: Date): boolean {
  const hour = time.getHours();
  return hour >= opensAt && hour < closesAt;
}
