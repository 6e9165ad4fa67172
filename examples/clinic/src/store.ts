import { Pool } from 'pg';
import type { Appointment, Patient, VisitNote } from './models';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

export async function patientById(id: string): Promise<Patient | undefined> {
  const { rows } = await pool.query<Patient>('select * from patients where id = $1', [id]);
  return rows[0];
}

export async function emailIsTaken(email: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from accounts where email = $1', [email]);
  return (rowCount ?? 0) > 0;
}

export async function createAccount(email: string, passwordHash: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('insert into accounts (email, password_hash) values ($1, $2) returning id', [email, passwordHash]);
  return rows[0]!.id;
}

export async function saveAppointment(appointment: Appointment): Promise<void> {
  await pool.query('insert into appointments (id, patient_id, room, starts_at, status) values ($1, $2, $3, $4, $5)', [
    appointment.id, appointment.patientId, appointment.room, appointment.startsAt, appointment.status,
  ]);
}

export async function setStatus(appointmentId: string, status: Appointment['status']): Promise<void> {
  await pool.query('update appointments set status = $2 where id = $1', [appointmentId, status]);
}

export async function notesOf(patientId: string): Promise<VisitNote[]> {
  const { rows } = await pool.query<VisitNote>('select * from visit_notes where patient_id = $1 order by written_at', [patientId]);
  return rows;
}
