/** What the server sends of a lab book. */

/** A number as JSON has it: what is not finite is a text. */
export type Numeral = number | 'NaN' | 'Infinity' | '-Infinity' | null;

/** A run in a list. */
export interface Summary {
  number: number;
  parent: number | null;
  experiment: string;
  name: string;
  command: string;
  state: string;
  started: string;
  seconds: number | null;
  parts: number;
}

/** A metric over all steps of a run. */
export interface Range {
  least: Numeral;
  most: Numeral;
  last: Numeral;
  steps: number;
}

/** A run in the table. */
export interface Row {
  run: Summary;
  parameters: Record<string, string>;
  metrics: Record<string, Range>;
}

/** The names that occur in the book. */
export interface Names {
  experiments: string[];
  commands: string[];
  parameters: string[];
  metrics: string[];
  tags: string[];
}

/** A file of a run. */
export interface Artefact {
  name: string;
  bytes: number;
  sha256: string;
  kind: 'picture' | 'page' | 'text' | 'file';
}

/** One run. */
export interface Details {
  run: Summary;
  origin: {
    plan: string;
    commit: string;
    data: string;
    seeds: number[];
    machine: string;
    versions: Record<string, string>;
  };
  parameters: Record<string, string>;
  metrics: Record<string, Range>;
  tags: Record<string, string>;
  artefacts: Artefact[];
  parts: Summary[];
  cells: number;
  predictions: number;
  tolerances: { parameter: string }[];
  pareto: boolean;
  reproduction: { command: string | null; reason: string | null };
}

/** Runs next to each other. */
export interface Comparison {
  runs: Summary[];
  same: Record<string, string>;
  parameters: Record<string, (string | null)[]>;
  metrics: Record<string, (number | null)[]>;
  left: number;
}

/** The result of a query. */
export interface QueryResult {
  columns: string[];
  rows: (string | number | boolean | null)[][];
  more: boolean;
}
