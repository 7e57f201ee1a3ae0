import { listen } from '../api.js';
import type { Place } from '../browse.js';

export type Verdict = 'pass' | 'warn' | 'fail';

/** A file that a watch has checked. */
export interface WatchedFile {
  number: number;
  time: string;
  name: string;
  verdict: Verdict;
  refused: boolean;
  why: string[];
  alarms: string[];
  values: Record<string, number>;
  charts: Record<string, number>;
  picture: boolean;
}

/** A quantity of which a control chart is kept. */
export interface Quantity {
  name: string;
  means?: string;
  unit?: string;
  kind: string;
  limit: number;
}

/** What a watch writes of itself. */
export interface Status {
  verdict: Verdict;
  sentence: string;
  signals: string[];
  passed: number;
  warned: number;
  failed: number;
  last?: string | null;
  written: string;
}

interface WatchEvent {
  begins?: boolean;
  folder?: string;
  status?: Status;
  charts?: { first: number; quantities: Quantity[] };
  files?: WatchedFile[];
  problem?: string;
}

/** A quantity's course: what a chart draws. */
export interface Course {
  quantity: Quantity;
  points: { file: WatchedFile; value: number; level: number }[];
}

const MOST = 400;
const LONGEST_SILENCE = 15_000;

/** A watch, as far as the server has told of it. */
export class Watch {
  files: WatchedFile[] = [];
  status: Status | undefined;
  folder = '';
  problem = '';
  #quantities: Quantity[] = [];
  #first = 0;
  #heard = Date.now();
  #stop: () => void;

  /** @param changed is called when something has changed */
  constructor(readonly place: Place, changed: () => void) {
    this.#stop = listen<WatchEvent>('quality/watch', { ...place }, event => {
      this.#take(event);
      changed();
    });
  }

  #take(event: WatchEvent): void {
    this.#heard = Date.now();
    this.problem = event.problem ?? '';
    if (event.status) this.status = event.status;
    if (event.folder) this.folder = event.folder;
    if (event.charts) {
      this.#quantities = event.charts.quantities;
      this.#first = event.charts.first;
    }
    if (event.files) {
      this.files = [...(event.begins ? [] : this.files), ...event.files].slice(-MOST);
    }
  }

  /** Returns since when nothing was heard, if that is long ago. */
  silentSince(): Date | undefined {
    return Date.now() - this.#heard > LONGEST_SILENCE ? new Date(this.#heard) : undefined;
  }

  /** Returns the courses of the charts, those first that are nearest to their limits. */
  courses(): Course[] {
    const charted = this.files.filter(file => file.number >= this.#first && !file.refused);
    const courses = this.#quantities.map(quantity => ({
      quantity,
      points: charted.filter(file => file.values[quantity.name] !== undefined).map(file => ({
        file, value: file.values[quantity.name]!, level: file.charts[quantity.name] ?? 0,
      })),
    })).filter(course => course.points.length > 1);
    const now = (course: Course): number => Math.abs(course.points.at(-1)!.level / course.quantity.limit);
    return courses.sort((a, b) => now(b) - now(a));
  }

  close(): void {
    this.#stop();
  }
}
