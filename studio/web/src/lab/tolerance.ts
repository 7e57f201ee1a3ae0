import { html, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { post } from '../api.js';
import { PageElement } from '../element.js';
import { brief } from './text.js';

interface Bar {
  name: string;
  unit: string;
  usual: number;
  low: number;
  high: number;
  lowest: number;
  highest: number;
  open: [boolean, boolean];
  places: [number, number, number, number, number];
  stated: boolean;
  value: number | null;
  place: number | null;
  position: 'inside' | 'uncertain' | 'unknown' | 'outside';
}

interface Chart {
  name: string;
  specifications: string[];
  cameras: string[];
  metric: string;
  baseline: number;
  limit: number;
  level: number;
  bars: Bar[];
  box: boolean | null;
  besides: string[];
  verdict: string;
}

const POSITIONS = { inside: 'tolerated', uncertain: 'undecided', unknown: 'beyond what was examined', outside: 'exceeds the margin' };

/** Which cameras a model tolerates, and where one camera lies. */
@customElement('rawline-tolerance')
export class Tolerance extends PageElement {
  @property({ attribute: false }) run = 0;
  @state() private found: Chart | undefined;
  @state() private problem = '';
  @state() private specification = '';
  @state() private camera = '';
  @state() private file = '';
  #description: string | null = null;
  #values: Record<string, number> = {};

  override updated(changed: PropertyValues): void {
    if (changed.has('run') || changed.has('specification')) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.found = await post<Chart>('lab/tolerance', {
        run: this.run,
        specification: this.specification || null,
        camera: this.camera || null,
        description: this.#description,
        values: this.#values,
      });
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #state(name: string, text: string): void {
    if (text === '') delete this.#values[name];
    else this.#values[name] = Number(text);
    void this.#load();
  }

  async #take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    this.file = file?.name ?? '';
    this.#description = file ? await file.text() : null;
    void this.#load();
  }

  override render(): TemplateResult {
    const found = this.found;
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      ${found ? html`
        <p>${found.name}: ${found.metric} ${brief(found.baseline)} under the usual camera; tolerated down to ${brief(found.limit)} (${Math.round(100 * found.level)} % confidence).</p>
        <div class="lab-filters">
          ${found.specifications.length > 1 ? html`
            <label>Specification<select @change=${(event: Event) => (this.specification = (event.target as HTMLSelectElement).value)}>
              ${found.specifications.map(name => html`<option value=${name}>${name}</option>`)}</select></label>` : ''}
          <label>Camera<select ?disabled=${this.file !== ''} @change=${(event: Event) => {
            this.camera = (event.target as HTMLSelectElement).value;
            void this.#load();
          }}><option value="">the usual one</option>${found.cameras.map(name => html`<option value=${name}>${name}</option>`)}</select></label>
          <label>or its camera.yaml, isp.yaml, theta.yaml<input type="file" accept=".yaml,.yml" @change=${(event: Event) => void this.#take(event.target as HTMLInputElement)}></label>
          ${found.bars.filter(bar => bar.stated).map(bar => html`
            <label>${bar.name} [${bar.unit}]<input type="number" step="any" placeholder=${bar.usual} @change=${(event: Event) => this.#state(bar.name, (event.target as HTMLInputElement).value)}></label>`)}
        </div>
        <p class="lab-verdict ${found.verdict}" role="status">This camera is <strong>${found.verdict}</strong>${found.box === null ? '' : found.box ? ', within the joint box' : ', outside the joint box'}${found.besides.length ? `; not covered: ${found.besides.join(', ')}` : ''}.</p>
        <div class="lab-scroll" tabindex="0" role="group" aria-label="Tolerance chart">
          <table class="lab-table lab-tolerances"><thead><tr><th scope="col">parameter</th><th scope="col">tolerated</th><th scope="col">range examined</th><th scope="col">camera</th></tr></thead>
            <tbody>${found.bars.map(bar => html`
              <tr><th scope="row">${bar.name}<small>${bar.unit}</small></th>
                <td class="lab-figure">${bar.open[0] ? '≤ ' : ''}${brief(bar.low)} to ${bar.open[1] ? '≥ ' : ''}${brief(bar.high)}</td>
                <td>${draw(bar)}</td>
                <td>${bar.value === null ? 'not known' : html`${brief(bar.value)} <small>${POSITIONS[bar.position]}</small>`}</td></tr>`)}</tbody></table>
        </div>
        <p class="lab-note">Solid: tolerated, hatched: undecided, line: exceeds the margin. | usual value, ◆ this camera.</p>` : this.problem ? '' : html`<p role="status">reading …</p>`}`;
  }
}

function draw(bar: Bar): TemplateResult {
  const x = (place: number): number => 22 + 276 * place;
  const [below, low, usual, high, above] = bar.places;
  return html`
    <svg class="lab-bar" viewBox="0 0 320 34" width="320" height="34" role="img"
      aria-label="${bar.name}: tolerated from ${brief(bar.low)} to ${brief(bar.high)}, usual ${brief(bar.usual)}, camera ${brief(bar.value)}, ${POSITIONS[bar.position]}">
      <defs><pattern id="lab-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.5" height="6" class="lab-undecided"/></pattern></defs>
      <line x1=${x(0)} x2=${x(1)} y1="12" y2="12" class="lab-exceeded"/>
      ${svg`<rect x=${x(below)} width=${Math.max(0, x(above) - x(below))} y="5" height="14" class="lab-ground"/>
      <rect x=${x(below)} width=${Math.max(0, x(above) - x(below))} y="5" height="14" fill="url(#lab-hatch)"/>
      <rect x=${x(low)} width=${Math.max(1, x(high) - x(low))} y="5" height="14" class="lab-tolerated"/>
      <line x1=${x(usual)} x2=${x(usual)} y1="2" y2="22" class="lab-usual"/>`}
      ${bar.place === null ? '' : svg`<path d="M${x(bar.place)} 3 l7 9 l-7 9 l-7 -9 z" class="lab-camera ${bar.position}"/>`}
      <text x=${x(0)} y="32">${brief(bar.lowest)}</text><text x=${x(1)} y="32" text-anchor="end">${brief(bar.highest)}</text>
    </svg>`;
}
