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

/** The parameters in which runs differ, and a metric, as lines through parallel axes. */
@customElement('rawline-parallel')
export class Parallel extends PageElement {
  @property({ attribute: false }) comparison!: Comparison;
  @state() private metric = '';
  @state() private active = -1;

  override willUpdate(changed: PropertyValues): void {
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
    return html`
      <div class="lab-filters">
        <label>Metric<select @change=${(event: Event) => (this.metric = (event.target as HTMLSelectElement).value)}>
          ${Object.keys(metrics).map(name => html`<option value=${name} ?selected=${name === this.metric}>${name}</option>`)}</select></label>
        <label>Highlight<input type="range" min="-1" max=${runs.length - 1} step="1" .value=${String(this.active)}
          aria-valuetext=${this.active < 0 ? 'none' : `run ${runs[this.active]?.number}`}
          @input=${(event: Event) => (this.active = Number((event.target as HTMLInputElement).value))}></label>
      </div>
      <div class="lab-scroll" tabindex="0" role="group" aria-label="Parallel coordinates">
        <svg class="lab-parallel" viewBox="0 0 ${width} ${HEIGHT}" width=${width} height=${HEIGHT} role="img" aria-label="Parameters of ${runs.length} runs and their ${this.metric}"
          @pointermove=${this.#point}>
          ${runs.map((_, i) => line(axes, step, i, colours[i] ?? null, this.active >= 0 && this.active !== i))}
          ${this.active >= 0 ? line(axes, step, this.active, colours[this.active] ?? null, false, true) : ''}
          ${axes.map((axis, i) => svg`
            <g transform="translate(${MARGIN + step * i} 0)">
              <text class="lab-axis-name" y=${i % 2 ? 14 : 34} text-anchor="middle">${cut(axis.name)}<title>${axis.name}</title></text>
              <line y1=${TOP} y2=${HEIGHT - BOTTOM} class="lab-axis"/>
              ${axis.marks.map(mark => svg`<text class="lab-tick" x="6" y=${y(mark.place) + 4}>${cut(mark.text)}</text>`)}
            </g>`)}
        </svg>
      </div>
      <p class="lab-readout" aria-live="polite">${this.active < 0 ? 'Blue: small, vermilion: large values of the metric.' : html`
        <a href="#lab/run/${runs[this.active]?.number}">Run ${runs[this.active]?.number}</a> · ${axes.map(axis => `${axis.name}: ${axis.texts[this.active] ?? '–'}`).join(' · ')}`}</p>
      ${left > 0 ? html`<p class="lab-note">${left} further parameters differ.</p>` : ''}`;
  }

  #point = (event: PointerEvent): void => {
    const at = (event.target as Element).getAttribute('data-run');
    if (at !== null) this.active = Number(at);
  };
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
