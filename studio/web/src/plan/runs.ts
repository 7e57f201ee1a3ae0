/** Runs of plans, as the server tells of them. */

/** One run. */
export interface Run {
  id: string;
  command: string;
  plan: string;
  out: string;
  typed: string;
  state: 'waiting' | 'running' | 'stopping' | 'done' | 'warned' | 'rejected' | 'stopped' | 'failed';
  queued: string;
  started?: string;
  ended?: string;
  exit?: number;
  share?: number;
  status: string;
}

/** What the server sends: the order of all runs, those that changed, and lines of the one that is followed. */
export interface RunEvent {
  order: string[];
  runs: Run[];
  output?: { run: string; first: number; lines: string[] };
}

const MOST_LINES = 1000;
const FAILED: Record<number, string> = { 1: 'the program or the machine failed', 2: 'the plan or its data were rejected' };

/** Returns whether a run has ended. */
export function hasEnded(run: Run): boolean {
  return !['waiting', 'running', 'stopping'].includes(run.state);
}

/** Returns the state of a run for people. */
export function words(run: Run): string {
  switch (run.state) {
    case 'waiting': return 'waits for others';
    case 'running': return 'running';
    case 'stopping': return 'stopping: saves what is done';
    case 'done': return 'done';
    case 'warned': return 'done: the check warns';
    case 'rejected': return 'done: the check failed';
    case 'stopped': return 'stopped: start it again to resume';
    case 'failed': return `failed: ${FAILED[run.exit ?? 0] ?? (run.exit === undefined ? 'it did not start' : `exit code ${run.exit}`)}`;
  }
}

/** Returns a time span for people. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (number: number): string => String(number).padStart(2, '0');
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}:${two(seconds % 60)} min`
    : `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)} h`;
}

/** The lines of one run; those that arrive a second time, after the connection was lost, are left out. */
export class Output {
  lines: string[] = [];
  #next = 0;

  take(first: number, lines: string[]): void {
    const known = Math.max(0, this.#next - first);
    this.lines.push(...lines.slice(known));
    this.#next = Math.max(this.#next, first + lines.length);
    if (this.lines.length > MOST_LINES) this.lines.splice(0, this.lines.length - MOST_LINES);
  }
}
