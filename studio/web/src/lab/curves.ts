import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import uPlot from 'uplot';
import { post } from '../api.js';
import { PageElement } from '../element.js';
import { brief, INKS } from './text.js';

/** Curves of many runs over common steps. */
interface Curves {
  steps: number[];
  curves: { run: number; values: (number | null)[] }[];
  groups: { name: string; runs: number; means: (number | null)[]; lows: (number | null)[]; highs: (number | null)[] }[];
}

type Line = (number | null)[];

const FEW = 8;
const HEIGHT = 340;
const WHOLE = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map(each => each * 10 ** power)).flat();

/** A metric of runs over its steps, overlaid, smoothed, and as means with intervals. */
@customElement('rawline-curves')
export class CurvesPlot extends PageElement {
  @property({ attribute: false }) runs: number[] = [];
  @property({ attribute: false }) metrics: string[] = [];
  @property({ attribute: false }) parameters: string[] = [];
  @state() private metric = '';
  @state() private by = '';
  @state() private smoothing = 0;
  @state() private single = true;
  @state() private found: Curves | undefined;
  @state() private problem = '';
  @state() private readout = '';
  @query('.lab-plot') private holder!: HTMLElement;
  #plot: uPlot | undefined;
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #observer = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width(), height: HEIGHT }));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#draw);
  }

  override disconnectedCallback(): void {
    this.#dark.removeEventListener('change', this.#draw);
    this.#observer.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
    super.disconnectedCallback();
  }

  override firstUpdated(): void {
    this.#observer.observe(this.holder);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('runs') && this.runs.length > FEW && this.by === '') this.by = 'all';
    if (changed.has('metrics') && !this.metrics.includes(this.metric)) {
      this.metric = this.metrics.find(name => /loss|accuracy|iou/.test(name)) ?? this.metrics[0] ?? '';
    }
  }

  override updated(changed: PropertyValues): void {
    if (['runs', 'metric', 'by'].some(name => changed.has(name)) && this.metric) void this.#load();
    if (['found', 'smoothing', 'single'].some(name => changed.has(name))) this.#draw();
  }

  async #load(): Promise<void> {
    try {
      this.found = await post<Curves>('lab/curves', {
        runs: this.runs,
        metric: this.metric,
        by: this.by.startsWith('=') ? this.by.slice(1) : null,
        together: this.by === 'all',
      });
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #width(): number {
    return Math.max(240, this.holder.clientWidth);
  }

  #draw = (): void => {
    this.#plot?.destroy();
    this.#plot = undefined;
    const found = this.found;
    if (!found || !this.holder) return;
    const ink = getComputedStyle(this).color;
    const line = this.#dark.matches ? '#ffffff22' : '#00000018';
    const data: Line[] = [found.steps];
    const series: uPlot.Series[] = [{}];
    const few = found.curves.length <= FEW && found.groups.length === 0;
    const curves = this.single || found.groups.length === 0 ? found.curves : [];
    curves.forEach((curve, i) => {
      data.push(smooth(curve.values, this.smoothing));
      series.push({
        label: `run ${curve.run}`,
        stroke: few ? INKS[i] ?? ink : `${this.#dark.matches ? '#9fb8cc' : '#3a5a74'}${curves.length > 60 ? '30' : '70'}`,
        width: few ? 2 : 1,
        spanGaps: true,
        points: { show: found.steps.length < 3 },
      });
    });
    const bands: uPlot.Band[] = [];
    found.groups.forEach((group, i) => {
      const colour = INKS[i % INKS.length] ?? ink;
      const dash = i < INKS.length ? [] : [6, 4];
      data.push(smooth(group.highs, this.smoothing), smooth(group.lows, this.smoothing), smooth(group.means, this.smoothing));
      const bound: uPlot.Series = { stroke: `${colour}88`, width: 0.5, spanGaps: true, points: { show: false } };
      series.push({ ...bound, label: `${group.name}, high` }, { ...bound, label: `${group.name}, low` });
      series.push({ label: group.name, stroke: colour, width: 2.5, dash, spanGaps: true, points: { show: found.steps.length < 3 } });
      bands.push({ series: [series.length - 3, series.length - 2], fill: `${colour}33` });
    });
    const axis: uPlot.Axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line } };
    this.#plot = new uPlot(
      {
        width: this.#width(),
        height: HEIGHT,
        series,
        bands,
        legend: { show: false },
        scales: { x: { time: false } },
        axes: [{ ...axis, label: 'step', labelSize: 22, incrs: WHOLE }, { ...axis, size: 64, values: (_, values) => values.map(value => brief(value)) }],
        focus: { alpha: 0.3 },
        cursor: { focus: { prox: 24 }, drag: { x: true, y: false } },
        hooks: { setCursor: [plot => this.#read(plot)], setSeries: [(plot, at) => this.#read(plot, at)] },
      },
      data as uPlot.AlignedData,
      this.holder,
    );
  };

  #read(plot: uPlot, focused: number | null = null): void {
    const at = plot.cursor.idx;
    const found = this.found;
    if (at === null || at === undefined || !found) return;
    const values = found.groups.length
      ? found.groups.map(group => `${group.name}: ${brief(group.means[at])}${group.lows[at] !== null ? ` (${brief(group.lows[at])} to ${brief(group.highs[at])})` : ''}`)
      : found.curves.length <= FEW
        ? found.curves.map(curve => `run ${curve.run}: ${brief(curve.values[at])}`)
        : [];
    const near = focused ?? plot.series.findIndex((each, i) => i > 0 && (each as { _focus?: boolean })._focus === true);
    const label = near > 0 ? plot.series[near]?.label : undefined;
    if (typeof label === 'string' && found.curves.length > FEW) values.unshift(`${label}: ${brief(plot.data[near]?.[at])}`);
    this.readout = `step ${found.steps[at]}${values.length ? ` · ${values.join(' · ')}` : ''}`;
  }

  #key = (event: KeyboardEvent): void => {
    const plot = this.#plot;
    const steps = this.found?.steps;
    if (!plot || !steps?.length) return;
    const move = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -steps.length, End: steps.length }[event.key];
    if (move === undefined) return;
    const at = Math.max(0, Math.min(steps.length - 1, (plot.cursor.idx ?? 0) + move));
    plot.setCursor({ left: plot.valToPos(steps[at] ?? 0, 'x'), top: plot.over.clientHeight / 2 });
    event.preventDefault();
  };

  override render(): TemplateResult {
    const shown = this.found;
    const few = shown && shown.groups.length === 0 && shown.curves.length <= FEW;
    const legend = few ? shown.curves.map(curve => `run ${curve.run}`) : shown?.groups.map(group => `${group.name} (${group.runs})`) ?? [];
    return html`
      <div class="lab-filters">
        <label>Metric<select @change=${(event: Event) => (this.metric = (event.target as HTMLSelectElement).value)}>
          ${this.metrics.map(name => html`<option value=${name} ?selected=${name === this.metric}>${name}</option>`)}</select></label>
        <label>Mean and interval of<select @change=${(event: Event) => (this.by = (event.target as HTMLSelectElement).value)}>
          <option value="">none</option><option value="all" ?selected=${this.by === 'all'}>all runs</option>
          ${this.parameters.map(name => html`<option value="=${name}">runs of one ${name}</option>`)}</select></label>
        <label>Smoothing<input type="range" min="0" max="0.98" step="0.02" .value=${String(this.smoothing)} aria-valuetext=${this.smoothing ? `weight ${this.smoothing}` : 'none'}
          @input=${(event: Event) => (this.smoothing = Number((event.target as HTMLInputElement).value))}></label>
        <label class="lab-check"><input type="checkbox" .checked=${this.single} @change=${(event: Event) => (this.single = (event.target as HTMLInputElement).checked)}>Single runs</label>
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      <div class="lab-plot" tabindex="0" role="application" aria-label="Curves of ${this.metric}; arrow keys move along the steps" @keydown=${this.#key}></div>
      <p class="lab-readout" aria-live="polite">${this.readout || `${shown?.curves.length ?? 0} of ${this.runs.length} runs have this metric.`}</p>
      ${legend.length ? html`<ul class="lab-legend">${legend.map((name, i) => html`
        <li><svg width="22" height="10" aria-hidden="true"><line x1="0" x2="22" y1="5" y2="5" stroke=${INKS[i % INKS.length] ?? 'currentColor'} stroke-width="3"/></svg>${name}</li>`)}</ul>` : ''}
      <p class="lab-note">Bands: 95 % confidence interval of the mean over runs (Student’s t, from 5 runs on). Smoothing: exponential moving average; it changes the drawing only.</p>`;
  }
}

/** Returns the exponential moving average, corrected for its beginning. */
function smooth(values: Line, weight: number): Line {
  if (weight === 0) return values;
  let mean = 0;
  let mass = 0;
  return values.map(value => {
    if (value === null) return null;
    mean = weight * mean + (1 - weight) * value;
    mass = weight * mass + (1 - weight);
    return mean / mass;
  });
}
