/** Work that is done in small steps between requests; true when nothing is left. */
export type Step = () => boolean;

/** How long one slice may take before requests get their turn, in milliseconds. The clock decides only when, never what. */
const sliceMs = 8;

/**
 * Runs steps in slices, one queue for all work behind the scenes.
 * @param defer gives the event loop a turn: `setImmediate`, or a message to oneself in a browser.
 */
export function createSlices(defer: (run: () => void) => void, failed: (error: unknown) => void): { run: (step: Step) => Promise<void>; stop: () => void } {
  const queue: { step: Step; done: () => void }[] = [];
  let running = false;
  let stopped = false;

  const slice = (): void => {
    const end = performance.now() + sliceMs;
    while (!stopped && queue.length > 0 && performance.now() < end) {
      const [first] = queue;
      if (first && finished(first.step)) {
        queue.shift();
        first.done();
      }
    }
    if (stopped || queue.length === 0) running = false;
    else defer(slice);
  };
  const finished = (step: Step): boolean => {
    try {
      return step();
    } catch (error) {
      failed(error);
      return true;
    }
  };
  return {
    run: (step) =>
      new Promise((resolve) => {
        queue.push({ step, done: resolve });
        if (running) return;
        running = true;
        defer(slice);
      }),
    stop() {
      stopped = true;
      for (const { done } of queue.splice(0)) done();
    },
  };
}
