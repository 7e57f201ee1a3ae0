import type { Numeral } from './types.js';

/** Colours that colour-blind people can tell apart (Okabe and Ito). */
export const INKS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6bb1', '#7f7f7f'];

/** Returns a number with four digits. */
export function brief(value: Numeral | undefined): string {
  if (value === null || value === undefined) return '–';
  const number = Number(value);
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '−∞';
  const text = number.toPrecision(4);
  const plain = text.includes('e') ? text.replace(/\.?0+e/, 'e') : text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return plain.replaceAll('-', '−');
}

/** Returns a whole number with its thousands apart. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Returns a size in bytes. */
export function size(bytes: number): string {
  const unit = ['B', 'kB', 'MB', 'GB'];
  let at = 0;
  let value = bytes;
  while (value >= 1000 && at < unit.length - 1) {
    value /= 1000;
    at++;
  }
  return `${at === 0 ? value : value.toFixed(1)} ${unit[at]}`;
}

/** Returns how long something took. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds < 60 ? `${seconds.toFixed(1)} s` : seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Returns a time as the clock here shows it. */
export function time(iso: string): string {
  const at = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Returns the address of an artefact. */
export function artefact(run: number, name: string, save = false): string {
  const query = new URLSearchParams({ run: String(run), name });
  if (save) query.set('save', 'yes');
  return `/api/lab/artefact?${query.toString()}`;
}

/** Returns round numbers between two. */
export function ticks(low: number, high: number, about = 5): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough) ?? rough;
  const found: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at++) found.push(at * step);
  return found;
}
