/** Where a command writes: its result, and what only a person at a terminal needs. */
export interface Console {
  out: (text: string) => void;
  note: (text: string) => void;
  /** Overwrites one line on a terminal; silent elsewhere. */
  progress: (text: string) => void;
}

/** The console of the process. */
export function processConsole(): Console {
  const { stdout, stderr } = process;
  // A reader that closes the pipe early (head, less) has what it wanted.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let hasProgress = false;
  const clear = (): void => {
    if (hasProgress) stderr.write('\r\u001b[K');
    hasProgress = false;
  };
  return {
    out(text) {
      clear();
      stdout.write(text);
    },
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[K${text}`);
      hasProgress = true;
    },
  };
}
