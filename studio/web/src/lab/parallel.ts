import { svg, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import { brief, ticks } from './text.js';
import type { Comparison } from './types.js';

const TOP = 58;
const BOTTOM = 22;
const HEIGHT = 340;
const NARROWEST = 130;
const WIDEST = 360;
const MARGIN = 70;
const LABELS = 100;
const MOST_AXES = 12;
const MOST_WORDS = 24;
const GRIP = 36;
const SMALLEST_RANGE = 0.02;
const BLUE = [0x00, 0x72, 0xb2];
const VERMILION = [0xd5, 0x5e, 0x00];

/** One vertical axis. */
interface Axis {
  name: string;
  /** The place of each run, 0 below and 1 above; null where it has no value. */
  places: (number | null)[];
  texts: string[];
  marks: { place: number; text: string }[];
}

/** The parameters in which runs differ, and a metric, as lines through parallel axes; ranges of them choose runs. */
@customElement('rawline-parallel')
export class Parallel extends PageElement {
  @property({ attribute: false }) comparison!: Comparison;
  @state() private metric = '';
  @state() private active = -1;
  /** The lowest and highest place that a run may have, by the names of axes. */
  @state() private ranges: Record<string, [number, number]> = {};
  /** The axis that the sliders restrict. */
  @state() private restricted = '';
  #drag: { axis: string; from: number } | undefined;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('comparison')) this.ranges = {};
    if (changed.has('comparison') && !(this.metric in this.comparison.metrics)) {
      const names = Object.keys(this.comparison.metrics);
      this.metric = names.find(name => /accuracy|iou|loss/.test(name)) ?? names[0] ?? '';
      this.active = -1;
    }
  }

  override render(): TemplateResult {
    const { parameters, metrics, runs } = this.comparison;
    const values = metrics[this.metric] ?? [];
    const axes = Object.entries(parameters)
      .slice(0, MOST_AXES)
      .map(([name, texts]) => axisOf(name, texts, true));
    if (this.metric) axes.push(axisOf(this.metric, values.map(value => (value === null ? null : String(value))), false));
    if (Object.keys(parameters).length === 0) return html`<p>These runs have the same parameters.</p>`;
    const room = (this.clientWidth - MARGIN - LABELS - 20) / Math.max(1, axes.length - 1);
    const step = Math.max(NARROWEST, Math.min(WIDEST, room));
    const width = MARGIN + step * (axes.length - 1) + LABELS;
    const colours = axes.at(-1)?.places ?? [];
    const left = Object.keys(parameters).length - MOST_AXES;
    const chosen = runs.map((_, i) => axes.every(axis => within(axis.places[i], this.ranges[axis.name])));
    const among = runs.filter((_, i) => chosen[i]).map(run => run.number);
    const shown = (i: number): TemplateResult =>
      line(axes, step, i, colours[i] ?? null, !chosen[i] || (this.active >= 0 && this.active !== i));
    return html`
      <div class="lab-filters">
        <label>Metric<select @change=${(event: Event) => (this.metric = (event.target as HTMLSelectElement).value)}>
          ${Object.keys(metrics).map(name => html`<option value=${name} ?selected=${name === this.metric}>${name}</option>`)}</select></label>
        <label>Highlight<input type="range" min="-1" max=${runs.length - 1} step="1" .value=${String(this.active)}
          aria-valuetext=${this.active < 0 ? 'none' : `run ${runs[this.active]?.number}`}
          @input=${(event: Event) => (this.active = Number((event.target as HTMLInputElement).value))}></label>
        ${this.#sliders(axes)}
      </div>
      <div class="lab-scroll" tabindex="0" role="group" aria-label="Parallel coordinates">
        <svg class="lab-parallel" viewBox="0 0 ${width} ${HEIGHT}" width=${width} height=${HEIGHT} role="img" aria-label="Parameters of ${runs.length} runs and their ${this.metric}"
          @pointerdown=${this.#begin} @pointermove=${this.#point} @pointerup=${this.#end} @pointercancel=${this.#end}>
          ${runs.map((_, i) => (chosen[i] ? '' : shown(i)))}
          ${runs.map((_, i) => (chosen[i] ? shown(i) : ''))}
          ${this.active >= 0 ? line(axes, step, this.active, colours[this.active] ?? null, false, true) : ''}
          ${axes.map((axis, i) => svg`
            <g transform="translate(${MARGIN + step * i} 0)">
              <text class="lab-axis-name" y=${i % 2 ? 14 : 34} text-anchor="middle">${cut(axis.name)}<title>${axis.name}</title></text>
              <line y1=${TOP} y2=${HEIGHT - BOTTOM} class="lab-axis"/>
              ${range(this.ranges[axis.name])}
              <rect class="lab-grip" data-axis=${axis.name} x=${-GRIP / 2} y=${TOP} width=${GRIP} height=${HEIGHT - BOTTOM - TOP}/>
              ${axis.marks.map(mark => svg`<text class="lab-tick" x="6" y=${y(mark.place) + 4}>${cut(mark.text)}</text>`)}
            </g>`)}
        </svg>
      </div>
      ${among.length === runs.length ? '' : html`<p class="lab-note"><strong>${among.length} of ${runs.length} runs.</strong>
        ${among.length ? html`<a class="lab-button" href="#lab/compare/${among.join(',')}">Compare them</a>` : ''}
        <button type="button" @click=${() => (this.ranges = {})}>All runs</button></p>`}
      <p class="lab-readout" aria-live="polite">${this.active < 0 ? 'Blue: small, vermilion: large values of the metric. Drag along an axis to choose runs.' : html`
        <a href="#lab/run/${runs[this.active]?.number}">Run ${runs[this.active]?.number}</a> · ${axes.map(axis => `${axis.name}: ${axis.texts[this.active] ?? '–'}`).join(' · ')}`}</p>
      ${left > 0 ? html`<p class="lab-note">${left} further parameters differ.</p>` : ''}`;
  }

  #sliders(axes: Axis[]): TemplateResult {
    const axis = axes.find(each => each.name === this.restricted) ?? axes[0]!;
    const kept = this.ranges[axis.name] ?? [0, 1];
    const slider = (text: string, end: 0 | 1): TemplateResult => html`
      <label>${text}<input type="range" min="0" max="1" step="0.01" .value=${String(kept[end])} aria-valuetext=${near(axis, kept[end])}
        @input=${(event: Event) => {
          const place = Number((event.target as HTMLInputElement).value);
          this.#keep(axis.name, end === 0 ? [place, Math.max(place, kept[1])] : [Math.min(place, kept[0]), place]);
        }}></label>`;
    return html`
      <label>Restrict<select @change=${(event: Event) => (this.restricted = (event.target as HTMLSelectElement).value)}>
        ${axes.map(each => html`<option value=${each.name} ?selected=${each === axis}>${each.name}</option>`)}</select></label>
      ${slider('From', 0)}${slider('To', 1)}`;
  }

  #keep(axis: string, range: [number, number]): void {
    const { [axis]: _, ...others } = this.ranges;
    this.ranges = range[0] <= 0 && range[1] >= 1 ? others : { ...others, [axis]: range };
  }

  #begin = (event: PointerEvent): void => {
    const axis = (event.target as Element).getAttribute('data-axis');
    if (axis === null || event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#drag = { axis, from: placeOf(event) };
    this.restricted = axis;
    event.preventDefault();
  };

  #point = (event: PointerEvent): void => {
    if (this.#drag) {
      const to = placeOf(event);
      const { axis, from } = this.#drag;
      const wide = Math.abs(to - from) > SMALLEST_RANGE;
      this.#keep(axis, wide ? [Math.min(from, to), Math.max(from, to)] : [0, 1]);
      return;
    }
    const at = (event.target as Element).getAttribute('data-run');
    if (at !== null) this.active = Number(at);
  };

  #end = (): void => {
    this.#drag = undefined;
  };
}

/** Whether a run without a range, or with a place inside it, is chosen. */
function within(place: number | null | undefined, range: [number, number] | undefined): boolean {
  return !range || (typeof place === 'number' && place >= range[0] - 1e-9 && place <= range[1] + 1e-9);
}

function placeOf(event: PointerEvent): number {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  const at = (HEIGHT - BOTTOM - (event.clientY - box.top) * (HEIGHT / box.height)) / (HEIGHT - BOTTOM - TOP);
  return Math.max(0, Math.min(1, at));
}

/** The text of the value that is nearest to a place. */
function near(axis: Axis, place: number): string {
  let nearest = -1;
  axis.places.forEach((each, i) => {
    if (each !== null && (nearest < 0 || Math.abs(each - place) < Math.abs(axis.places[nearest]! - place))) nearest = i;
  });
  return axis.texts[nearest] ?? 'none';
}

function range(of: [number, number] | undefined): TemplateResult | '' {
  return of ? svg`<rect class="lab-range" x="-6" y=${y(of[1])} width="12" height=${Math.max(2, y(of[0]) - y(of[1]))}/>` as TemplateResult : '';
}

function y(place: number): number {
  return HEIGHT - BOTTOM - place * (HEIGHT - BOTTOM - TOP);
}

function line(axes: Axis[], step: number, run: number, shade: number | null, faint: boolean, bold = false): TemplateResult {
  const points = axes
    .map((axis, i) => [MARGIN + step * i, axis.places[run]] as const)
    .filter((point): point is readonly [number, number] => typeof point[1] === 'number')
    .map(([x, place]) => `${x},${y(place)}`)
    .join(' ');
  const mix = BLUE.map((low, i) => Math.round(low + (shade ?? 0) * ((VERMILION[i] ?? 0) - low)));
  return svg`<polyline points=${points} data-run=${run} fill="none" stroke=${shade === null ? 'gray' : `rgb(${mix.join(' ')})`}
    stroke-width=${bold ? 4 : 1.5} stroke-opacity=${bold ? 1 : faint ? 0.1 : axes[0] && axes[0].places.length > 60 ? 0.25 : 0.6}/>` as TemplateResult;
}

function cut(text: string): string {
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS - 1)}…` : text;
}

/** Numbers have a linear axis, or a logarithmic one where ratios matter; texts have one place each. */
function axisOf(name: string, values: (string | null)[], ratios: boolean): Axis {
  const numbers = values.map(value => (value === null || value.trim() === '' ? NaN : Number(value)));
  const known = values.flatMap((value, i) => (value === null ? [] : [numbers[i] ?? NaN]));
  const texts = values.map(value => (value === null ? '–' : Number.isFinite(Number(value)) && value !== '' ? brief(Number(value)) : value));
  if (known.length > 0 && known.every(Number.isFinite)) {
    const low = Math.min(...known);
    const high = Math.max(...known);
    const logarithmic = ratios && low > 0 && high / low > 30;
    const scale = (value: number): number => (logarithmic ? Math.log10(value) : value);
    const span = scale(high) - scale(low) || 1;
    const at = (value: number): number => (high === low ? 0.5 : (scale(value) - scale(low)) / span);
    const distinct = [...new Set(known)].sort((a, b) => a - b);
    const marks = distinct.length <= 6 ? distinct : logarithmic ? [low, Math.sqrt(low * high), high] : ticks(low, high);
    return {
      name,
      texts,
      places: numbers.map(number => (Number.isNaN(number) ? null : at(number))),
      marks: marks.map(mark => ({ place: at(mark), text: brief(mark) })),
    };
  }
  const words = [...new Set(values.filter(value => value !== null))].sort();
  const place = (value: string): number => (words.length === 1 ? 0.5 : words.indexOf(value) / (words.length - 1));
  return {
    name,
    texts,
    places: values.map(value => (value === null ? null : place(value))),
    marks: words.slice(0, 20).map(word => ({ place: place(word), text: word })),
  };
}
