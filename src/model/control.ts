import type { FileEdits } from './edit';

/** One way to ship: an edit of the code (verified before it is offered) or a step a person takes. */
export interface ControlOffer {
  /** A public control id, e.g. `drop-field`. */
  id: string;
  /** Verb first, at most 60 characters: "Log `user.id` instead of `user.email`". */
  title: string;
  /** How the offer ends the sentence: "with `user.id` instead" or "once the team file names Twilio". */
  phrase: string;
  effort: 'minutes' | 'hours' | 'days';
  residual: string;
  /** The answer of the assessment it changes, e.g. `minimisation`. */
  assessment: string;
  kind: 'edit' | 'step';
  verified: boolean;
  /** Present for kind `edit`. */
  edits?: FileEdits[];
}
