import OpenAI from 'openai';
import { logger } from './logger';
import type { Patient, VisitNote } from './models';
import { notesOf } from './store';

const openai = new OpenAI();
const instruction = 'You summarise visit notes for a doctor in five sentences.';

/** A summary of a patient's visits for the doctor on duty. */
export async function summarise(patient: Patient): Promise<string> {
  const notes = await notesOf(patient.id);
  const history = notes.map(lineOf).join('\n');
  const answer = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: instruction },
      { role: 'user', content: `Patient ${patient.fullName}\n${history}` },
    ],
  });
  logger.info({ patientId: patient.id, visits: notes.length, tokens: answer.usage?.total_tokens }, 'summary written');
  return answer.choices[0]?.message.content ?? '';
}

/** Opening hours and directions never need a patient. */
export async function answerVisitor(question: 'hours' | 'parking' | 'directions'): Promise<string> {
  const answer = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: `Write one friendly sentence about the ${question} of a clinic that opens from 8 to 18.` }],
  });
  return answer.choices[0]?.message.content ?? '';
}

function lineOf(note: VisitNote): string {
  return `${note.writtenAt.toISOString().slice(0, 10)}: ${note.diagnosis}, ${note.prescription ?? 'no prescription'}`;
}
