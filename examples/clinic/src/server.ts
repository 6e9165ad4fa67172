import express from 'express';
import { book } from './appointments';
import { logger } from './logger';
import type { Patient, PatientView } from './models';
import { register } from './registration';
import { patientById } from './store';
import { summarise } from './summary';

export const app = express();
app.use(express.json());

app.post('/accounts', async (req, res) => {
  const id = await register(req.body.email, req.body.password);
  res.status(201).json({ id });
});

app.get('/patients/:id', async (req, res) => {
  const patient = await patientById(req.params.id);
  if (!patient) {
    res.status(404).json({ error: 'no such patient' });
    return;
  }
  logger.debug({ patient }, 'patient loaded');
  res.json(viewOf(patient));
});

app.post('/patients/:id/appointments', async (req, res) => {
  const patient = await patientById(req.params.id);
  if (!patient) {
    res.status(404).json({ error: 'no such patient' });
    return;
  }
  const appointment = await book(patient, req.body.room, new Date(req.body.startsAt));
  if (!appointment) {
    res.status(409).json({ error: 'the clinic is closed then' });
    return;
  }
  res.status(201).json({ id: appointment.id, startsAt: appointment.startsAt });
});

app.get('/patients/:id/summary', async (req, res) => {
  const patient = await patientById(req.params.id);
  if (!patient) {
    res.status(404).json({ error: 'no such patient' });
    return;
  }
  // shipmate-ignore pii-in-logs until 2027-03-01 -- the front desk matches calls by name until the new phone system is in
  logger.info({ caller: patient.fullName }, 'summary asked for by phone');
  res.type('text/plain').send(await summarise(patient));
});

function viewOf(patient: Patient): PatientView {
  const initials = patient.fullName.split(' ').map((part) => part[0]).join('');
  return { id: patient.id, initials, emailConfirmed: patient.emailConfirmed };
}

app.listen(Number(process.env.PORT ?? 8080), () => {
  logger.info('listening');
});
