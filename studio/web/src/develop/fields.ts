import { html, nothing, type TemplateResult } from 'lit';
import { band, type Tolerated } from './model.js';

/** What a JSON schema says of a value, as far as fields need it. */
export interface Schema {
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Around a number, a slider reaches from 0 to so many times as much. */
const REACH = 4;

const DIGITS = 4;

/** Takes a changed value. */
export type Change = (value: unknown) => void;

function unit(schema: Schema): string {
  return /\[([^\]]+)\]\s*$/.exec(schema.title ?? '')?.[1] ?? '';
}

/**
 * A slider with a field for the exact number; the range is that of the schema, or reasonable.
 *
 * @param strict whether numbers outside the range are rejected
 */
export function slider(
  label: string,
  unit: string,
  value: number,
  [low, high, whole]: [number, number, boolean],
  change: Change,
  band: TemplateResult | typeof nothing = nothing,
  strict = false,
): TemplateResult {
  const step = whole ? 1 : 10 ** Math.floor(Math.log10((high - low) / 200));
  const take = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const number = input.valueAsNumber;
    const outside = strict && (number < low - step / 2 || number > high + step / 2);
    input.setCustomValidity(outside ? `Expected ${digits(low)} to ${digits(high)}${unit ? ` ${unit}` : ''}.` : '');
    if (outside) input.reportValidity();
    else if (Number.isFinite(number)) change(strict ? Math.min(Math.max(number, low), high) : number);
  };
  const shown = digits(value);
  return html`
    <label class="slider">
      <span class="name">${label}</span>
      <span class="track">${band}<input type="range" min=${low} max=${high} step=${whole ? 1 : 'any'} .value=${String(value)} @input=${take}
        aria-label="${label}, slider"></span>
      <input type="number" step=${step} .value=${String(shown)} @change=${take} aria-label="${label}${unit ? ` in ${unit}` : ''}">
      <span class="unit">${unit}</span>
    </label>`;
}

function digits(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function range(schema: Schema, initial: number): [number, number, boolean] {
  const lowest = schema.minimum ?? schema.exclusiveMinimum;
  const reach = REACH * Math.max(Math.abs(initial), initial === 0 ? 0.05 : 0);
  const low = lowest !== undefined && lowest > -1e6 ? lowest : initial < 0 ? -reach : Math.min(0, initial === 0 ? -reach : 0);
  const high = Math.min(schema.maximum ?? Infinity, Math.max(reach, low + reach));
  return [low, Math.max(high, initial), schema.type === 'integer'];
}

/** Returns the fields of a value. */
export function fields(
  name: string,
  schema: Schema,
  value: unknown,
  initial: unknown,
  change: Change,
  parameter: string,
  tolerance: Tolerated[],
): TemplateResult | typeof nothing {
  if (typeof value === 'number') {
    const reach = range(schema, typeof initial === 'number' ? initial : value);
    const tolerated = tolerance.find(each => each.name === parameter);
    return slider(name, unit(schema), value, reach, change, band(tolerated, reach));
  }
  if (typeof value === 'boolean') {
    return html`<label class="choice"><span class="name">${name}</span>
      <input type="checkbox" .checked=${value} @change=${(e: Event) => change((e.target as HTMLInputElement).checked)}></label>`;
  }
  if (typeof value === 'string') {
    const words = schema.enum?.filter(word => typeof word === 'string') ?? [value];
    return words.length < 2 ? nothing : html`<label class="choice"><span class="name">${name}</span>
      <select @change=${(e: Event) => change((e.target as HTMLSelectElement).value)}>
        ${words.map(word => html`<option value=${word} ?selected=${word === value}>${word.replaceAll('_', ' ')}</option>`)}</select></label>`;
  }
  if (Array.isArray(value)) {
    return matrix(name, value, change);
  }
  if (value && typeof value === 'object') {
    const keys = value as Record<string, unknown>;
    const first = (initial ?? {}) as Record<string, unknown>;
    return html`${Object.entries(keys).map(([key, inner], i) =>
      fields(
        key.replaceAll('_', ' '),
        schema.properties?.[key] ?? {},
        inner,
        first[key],
        to => change({ ...keys, [key]: to }),
        parameterOf(parameter, key, i),
        tolerance,
      ))}`;
  }
  return nothing;
}

/** Returns the name in θ of a key of a stage. */
function parameterOf(stage: string, key: string, place: number): string {
  if (stage === 'white_balance' || stage === 'black_level') return `${stage}[${place}]`;
  return key === stage ? stage : `${stage.replace('unsharp_masking', 'unsharp')}.${key}`;
}

/** A matrix or a kernel as a table of numbers. */
function matrix(name: string, value: unknown[], change: Change): TemplateResult | typeof nothing {
  if (!value.every(row => Array.isArray(row) && row.every(cell => typeof cell === 'number'))) return nothing;
  const rows = value as number[][];
  const take = (i: number, k: number) => (event: Event): void => {
    const number = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(number)) {
      change(rows.map((row, r) => (r === i ? row.map((cell, c) => (c === k ? number : cell)) : row)));
    }
  };
  return html`
    <div class="matrix" role="group" aria-label=${name}>
      ${rows.map((row, i) => html`<div>${row.map((cell, k) => html`
        <input type="number" step="0.01" .value=${String(Number(cell.toPrecision(DIGITS)))} @change=${take(i, k)}
          aria-label="row ${i + 1}, column ${k + 1}">`)}</div>`)}
    </div>`;
}
