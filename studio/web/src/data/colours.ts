import { extent, isNumeric, type Column } from './table.js';

/** Colours that people of every colour vision tell apart (Okabe and Ito); then shapes differ. */
const PALETTE = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const NONE = '#8a8f98';
const MEANT: Record<string, string> = {
  'right': '#0072b2',
  'wrong': '#d55e00',
  'right in both': '#0072b2',
  'right, then wrong': '#d55e00',
  'wrong, then right': '#009e73',
  'wrong in both': '#e69f00',
};
const STEPS = 16;
const LIGHT = [0.86, -0.06, 0.09] as const;
const DARK = [0.4, 0.0, -0.14] as const;

/** Which colour and shape each sample has. */
export interface Colouring {
  title: string;
  colours: string[];
  /** What a colour stands for, for a legend. */
  labels: string[];
  /** The place of the colour of a sample. */
  of(sample: number): number;
}

/** The number of shapes; a colour that is used again has another. */
export const SHAPES = 3;

/** Returns the shape of a colour's place. */
export function shape(place: number): number {
  return Math.floor(place / PALETTE.length) % SHAPES;
}

/** Colours samples by a column. */
export function colouring(by: Column | undefined): Colouring {
  if (!by) return { title: '', colours: [PALETTE[0]!], labels: [], of: () => 0 };
  if (!isNumeric(by)) {
    const colours = by.words.map((word, i) => MEANT[word] ?? PALETTE[i % PALETTE.length]!);
    return {
      title: by.name,
      colours: [...colours, NONE],
      labels: [...by.words, by.none],
      of: sample => (by.values[sample] || by.words.length + 1) - 1,
    };
  }
  const [low, high] = extent(by);
  const scale = high > low ? (STEPS - 1e-6) / (high - low) : 0;
  const colours = Array.from({ length: STEPS }, (_, i) => {
    const t = i / (STEPS - 1);
    return `oklab(${LIGHT.map((part, k) => part + t * (DARK[k]! - part)).join(' ')})`;
  });
  return {
    title: by.name,
    colours: [...colours, NONE],
    labels: [],
    of: sample => {
      const value = by.values[sample] ?? NaN;
      return Number.isNaN(value) ? STEPS : Math.floor((value - low) * scale);
    },
  };
}
