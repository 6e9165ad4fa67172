import type { PlanControls } from './offers';

/** No edits yet. */
export const planControls: PlanControls = () => Promise.resolve([]);
