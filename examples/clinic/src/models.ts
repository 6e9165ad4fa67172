/** A person treated at the clinic. */
export interface Patient {
  id: string;
  fullName: string;
  birthDate: string;
  email: string;
  phone: string;
  insuranceNumber: string;
  emailConfirmed: boolean;
}

/** What a doctor wrote about a visit. */
export interface VisitNote {
  id: string;
  patientId: string;
  diagnosis: string;
  prescription?: string;
  writtenAt: Date;
}

export interface Appointment {
  id: string;
  patientId: string;
  room: string;
  startsAt: Date;
  status: 'booked' | 'moved' | 'cancelled';
}

export interface LabOrder {
  id: string;
  patientId: string;
  panel: 'blood' | 'urine' | 'culture';
  urgent: boolean;
}

/** What the booking page may see of a patient. */
export interface PatientView {
  id: string;
  initials: string;
  emailConfirmed: boolean;
}
