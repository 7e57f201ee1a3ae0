/** The samples of a data set as a table of columns, which is filtered, sorted and grouped here. */

/** A column as the server sends it. */
export interface SentColumn {
  name: string;
  unit: string;
  words: string[];
  bytes: 1 | 2 | 4;
  values: string;
}

/** One value of every sample: the place of a word, from 1 (0 for none), or a number (NaN for none). */
export interface Column {
  name: string;
  unit: string;
  words: string[];
  values: Uint8Array | Uint16Array | Float32Array;
  /** What a sample without a value has. */
  none: string;
}

/** What is sent of a data set. */
export interface SentDataSet {
  set: string;
  name: string;
  layout: string;
  notes: string[];
  /** Why it may be no data set; empty where it is one. */
  doubt: string;
  side: number;
  table: { count: number; ids: string; columns: SentColumn[] };
}

/** Samples that follow each other under a title. */
export interface Group {
  title: string;
  first: number;
  end: number;
}

/** What samples are shown: of words the places of those wanted, of numbers the lowest and highest. */
export type Filter = Set<number> | [number, number];

/** Returns whether a column has numbers. */
export function isNumeric(column: Column): boolean {
  return column.values instanceof Float32Array;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Reads a column. */
export function column(sent: SentColumn, none = 'none'): Column {
  const bytes = bytesOf(sent.values);
  const values = sent.bytes === 1 ? bytes
    : sent.bytes === 2 ? new Uint16Array(bytes.buffer) : new Float32Array(bytes.buffer);
  return { name: sent.name, unit: sent.unit, words: sent.words, values, none };
}

/** Returns a column of words, of which a sample may have several: they are joined. */
export function joined(name: string, count: number, members: Record<string, number[]>): Column {
  const own: string[] = new Array<string>(count).fill('');
  for (const [word, places] of Object.entries(members)) {
    for (const place of places) own[place] = own[place] ? `${own[place]}, ${word}` : word;
  }
  const words = [...new Set(own)].filter(word => word !== '').sort();
  const places = new Map(words.map((word, i) => [word, i + 1]));
  return { name, unit: '', words, values: Uint16Array.from(own, word => places.get(word) ?? 0), none: 'none' };
}

/** Reads ids: each line has how many characters it shares with the one before, in base 36. */
function ids(text: string): string[] {
  let before = '';
  const all = text.split('\n');
  all.pop();
  return all.map(line => (before = before.slice(0, parseInt(line.slice(0, 2), 36)) + line.slice(2)));
}

/** The samples of one data set. */
export class Table {
  readonly set: string;
  readonly name: string;
  readonly ids: string[];
  readonly side: number;
  readonly notes: string[];
  readonly doubt: string;
  columns: Column[];

  constructor(sent: SentDataSet) {
    this.set = sent.set;
    this.name = sent.name;
    this.side = sent.side;
    this.notes = sent.notes;
    this.doubt = sent.doubt;
    this.ids = ids(sent.table.ids);
    this.columns = sent.table.columns.map(own => column(own));
  }

  get count(): number {
    return this.ids.length;
  }

  named(name: string): Column | undefined {
    return this.columns.find(own => own.name === name);
  }

  /** Adds columns; those of the same name are replaced. */
  add(added: Column[]): void {
    const byName = new Map(this.columns.map(own => [own.name, own]));
    added.forEach(own => byName.set(own.name, own));
    this.columns = [...byName.values()];
  }

  /** Returns the value of a sample as a text. */
  text(of: Column, sample: number): string {
    const value = of.values[sample] ?? 0;
    if (!isNumeric(of)) return of.words[value - 1] ?? of.none;
    return Number.isNaN(value) ? of.none : `${brief(value)}${of.unit && of.unit !== 'share' ? ` ${of.unit}` : ''}`;
  }

  /** Returns the samples that pass all filters, in their order. */
  filtered(filters: Map<string, Filter>): Uint32Array {
    const found = new Uint32Array(this.count);
    const tests = [...filters].flatMap(([name, filter]) => {
      const own = this.named(name);
      return own ? [{ values: own.values, filter }] : [];
    });
    let size = 0;
    for (let i = 0; i < this.count; i++) {
      const passes = tests.every(({ values, filter }) => {
        const value = values[i] ?? 0;
        return filter instanceof Set ? filter.has(value) : value >= filter[0] && value <= filter[1];
      });
      if (passes) found[size++] = i;
    }
    return found.slice(0, size);
  }
}

/** Sorts samples by a column, those without a value last; ties keep the order of the data set. */
export function sort(order: Uint32Array, by: Column, descending: boolean): void {
  const { values } = by;
  const sign = descending ? -1 : 1;
  const none = isNumeric(by) ? (v: number) => Number.isNaN(v) : (v: number) => v === 0;
  order.sort((a, b) => {
    const first = values[a] ?? 0;
    const second = values[b] ?? 0;
    if (none(first) || none(second)) return Number(none(first)) - Number(none(second)) || a - b;
    return sign * (first - second) || a - b;
  });
}

/** Arranges samples by the words of a column. */
export function group(order: Uint32Array, by: Column): { order: Uint32Array; groups: Group[] } {
  const counts = new Uint32Array(by.words.length + 1);
  for (const sample of order) counts[by.values[sample] ?? 0]!++;
  const places = [...counts.keys()].slice(1).concat(0).filter(place => counts[place]! > 0);
  const next = new Map<number, number>();
  const groups: Group[] = [];
  let first = 0;
  for (const place of places) {
    next.set(place, first);
    const end = first + counts[place]!;
    groups.push({ title: `${by.words[place - 1] ?? by.none} · ${counts[place]!.toLocaleString('en')}`, first, end });
    first = end;
  }
  const arranged = new Uint32Array(order.length);
  for (const sample of order) {
    const place = by.values[sample] ?? 0;
    const at = next.get(place) ?? 0;
    arranged[at] = sample;
    next.set(place, at + 1);
  }
  return { order: arranged, groups };
}

/** Returns the smallest and the largest number of a column; 0 and 1 where it has none. */
export function extent(of: Column): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of of.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** Returns a number in few digits. */
export function brief(value: number): string {
  return String(Number(value.toPrecision(4)));
}
