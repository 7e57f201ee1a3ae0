/** A light path as the server takes it, and what the server says of an image. */

/** A stage of the processing: its word, its keys, and whether it takes part. */
export interface Stage {
  word: string;
  keys: unknown;
  /** What it was at first. */
  initial: unknown;
  on: boolean;
}

/** A number that a recording can differ by. */
export interface RecordingKey {
  name: string;
  meaning: string;
  unit: string;
  lowest: number;
  highest: number;
  /** Its value as it was recorded. */
  usual: number;
}

export interface Histogram {
  lowest: number;
  highest: number;
  counts: number[][];
}

/** An image that is open. */
export interface Image {
  id: string;
  name: string;
  width: number;
  height: number;
  cfa: string;
  unit: string;
  black?: number;
  white?: number;
  model?: string;
  iso?: number;
  exposure?: number;
  sensor?: string;
  cameras: string[];
  histogram: Histogram;
  stages: Record<string, unknown>[];
  recording: RecordingKey[];
}

/** What is sent to the server. */
export interface PathRequest {
  image: string;
  camera: string;
  stages?: Record<string, unknown>[];
  sensor?: string;
  recording: Record<string, number>;
}

/** Returns the stages of an answer. */
export function stagesOf(described: Record<string, unknown>[]): Stage[] {
  return described.map(entry => {
    const word = Object.keys(entry)[0] ?? '';
    const keys = entry[word];
    return { word, keys, initial: structuredClone(keys), on: true };
  });
}

/** Returns the stages that take part, as they are sent. */
export function sentStages(stages: Stage[]): Record<string, unknown>[] {
  return stages.filter(stage => stage.on).map(stage => ({ [stage.word]: stage.keys }));
}

/** Returns a word for people. */
export function title(word: string): string {
  return word.replaceAll('_', ' ');
}
