import { html, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { get, post } from '../api.js';
import { PageElement } from '../element.js';
import { artefact, brief } from './text.js';
import type { QueryResult } from './types.js';

interface Cell {
  value: number;
  low: number | null;
  high: number | null;
  splits: number;
  matched: boolean;
  drop: number | null;
  from: number | null;
  to: number | null;
  shade: string;
  ink: string;
  loss: string;
  mark: string;
}

interface Scale {
  low: number;
  high: number;
  shades: string[];
}

interface Drift {
  metric: string;
  metrics: string[];
  higher: boolean;
  severity: number;
  severities: number[];
  trained: string[];
  tested: string[];
  cells: (Cell | null)[][];
  worst: [string, string] | null;
  values: Scale;
  drops: Scale;
  sentences: string[];
}

interface Examples {
  pictures: Record<string, string>;
  samples: QueryResult;
}

/** The drift matrix of an experiment as a heat map whose cells open examples. */
@customElement('rawline-drift')
export class DriftMap extends PageElement {
  @property({ attribute: false }) run = 0;
  @state() private metric = '';
  @state() private severity = 0;
  @state() private drops = false;
  @state() private found: Drift | undefined;
  @state() private problem = '';
  @state() private opened: { row: number; column: number } | undefined;
  @state() private examples: Examples | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;

  override updated(changed: PropertyValues): void {
    if (['run', 'metric', 'severity'].some(name => changed.has(name))) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.found = await get<Drift>('lab/drift', { run: String(this.run), metric: this.metric, severity: String(this.severity) });
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  async #open(row: number, column: number): Promise<void> {
    const found = this.found;
    if (!found) return;
    this.opened = { row, column };
    this.examples = undefined;
    this.dialog.showModal();
    const trained = found.trained[row] ?? '';
    const tested = found.tested[column] ?? '';
    try {
      this.examples = await post<Examples>('lab/examples', {
        run: this.run,
        trained,
        tested,
        severity: found.severity,
        worst: found.worst !== null && found.worst[0] === trained && found.worst[1] === tested,
      });
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #key = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = (event.target as HTMLElement).closest('button');
    const place = cell?.dataset['place']?.split(' ').map(Number);
    if (!move || !place) return;
    const next = this.querySelector<HTMLElement>(`[data-place="${(place[0] ?? 0) + (move[0] ?? 0)} ${(place[1] ?? 0) + (move[1] ?? 0)}"]`);
    next?.focus();
    event.preventDefault();
  };

  override render(): TemplateResult {
    const found = this.found;
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      ${found ? html`
        <ul class="lab-findings">${found.sentences.map(sentence => html`<li>${sentence}</li>`)}</ul>
        <p class="lab-note">From the cells of the lab book. report.html, below, also resamples single samples, which gives intervals where splits are few.</p>
        <div class="lab-filters">
          <label>Metric<select @change=${(event: Event) => (this.metric = (event.target as HTMLSelectElement).value)}>
            ${found.metrics.map(name => html`<option value=${name} ?selected=${name === found.metric}>${name}</option>`)}</select></label>
          ${found.severities.length ? html`
            <label>Columns<select @change=${(event: Event) => (this.severity = Number((event.target as HTMLSelectElement).value))}>
              <option value="0">conditions</option>
              ${found.severities.map(each => html`<option value=${each} ?selected=${each === found.severity}>corruptions of severity ${each}</option>`)}</select></label>` : ''}
          <label>Show<select @change=${(event: Event) => (this.drops = (event.target as HTMLSelectElement).value === 'drop')}>
            <option value="value">${found.metric}</option><option value="drop" ?selected=${this.drops}>drop against matched conditions</option></select></label>
        </div>
        <div class="lab-scroll" tabindex="0" role="group" aria-label="Drift matrix" @keydown=${this.#key}>
          <table class="lab-heat">
            <caption>Rows: trained on. Columns: ${found.severity ? 'corruption' : 'tested on'}. Outlined: matched conditions.</caption>
            <thead><tr><td></td>${found.tested.map(name => html`<th scope="col">${words(name)}</th>`)}</tr></thead>
            <tbody>${found.trained.map((name, row) => html`
              <tr><th scope="row">${words(name)}</th>${(found.cells[row] ?? []).map((cell, column) => this.#cell(found, cell, row, column))}</tr>`)}</tbody>
          </table>
        </div>
        ${scale(this.drops ? found.drops : found.values, this.drops ? 'drop; colours by √|value|' : found.metric)}` : this.problem ? '' : html`<p role="status">reading …</p>`}
      <dialog class="lab-dialog" aria-labelledby="lab-cell" @close=${() => (this.opened = undefined)}>${found && this.opened ? this.#details(found, this.opened.row, this.opened.column) : ''}</dialog>`;
  }

  #cell(found: Drift, cell: Cell | null, row: number, column: number): TemplateResult {
    if (!cell) return html`<td class="lab-missing">–</td>`;
    const value = this.drops ? cell.drop : cell.value;
    const worst = found.worst !== null && found.worst[0] === found.trained[row] && found.worst[1] === found.tested[column];
    return html`<td><button type="button" data-place="${row} ${column}" class=${cell.matched ? 'matched' : ''}
      aria-label="trained on ${found.trained[row]}, tested on ${found.tested[column]}: ${brief(value)}${worst ? ', the largest drop' : ''}; show examples"
      .style=${`background:${this.drops ? cell.loss : cell.shade};color:${this.drops ? cell.mark : cell.ink}`}
      @click=${() => void this.#open(row, column)}>${three(value)}${worst ? ' ▼' : ''}</button></td>`;
  }

  #details(found: Drift, row: number, column: number): TemplateResult {
    const cell = found.cells[row]?.[column];
    const { examples } = this;
    return html`
      <form method="dialog"><button class="lab-close" aria-label="Close">✕</button></form>
      <h3 id="lab-cell">Trained on ${found.trained[row]}, ${found.severity ? `under ${found.tested[column]} of severity ${found.severity}` : `tested on ${found.tested[column]}`}</h3>
      ${cell ? html`<p>${found.metric} ${brief(cell.value)}${cell.low === null ? '' : ` (95 % interval ${brief(cell.low)} to ${brief(cell.high)})`}, mean of ${cell.splits} ${cell.splits === 1 ? 'split' : 'splits'}.
        ${cell.drop === null || cell.matched ? '' : `Drop against matched conditions: ${brief(cell.drop)}${cell.from === null ? '' : ` (${brief(cell.from)} to ${brief(cell.to)})`}.`}</p>` : ''}
      ${examples ? html`
        ${Object.entries(examples.pictures).map(([name, caption]) => html`
          <figure class="lab-figure-box"><a href=${artefact(this.run, name)} target="_blank" rel="noopener"><img src=${artefact(this.run, name)} alt=${caption}></a><figcaption>${caption}</figcaption></figure>`)}
        ${examples.samples.rows.length ? html`
          <h4>Samples whose prediction differs from that under matched conditions</h4>
          <div class="lab-scroll" tabindex="0" role="group" aria-label="Samples">
            <table class="lab-table"><thead><tr>${examples.samples.columns.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
              <tbody>${examples.samples.rows.map(values => html`<tr>${values.map(value => html`<td>${typeof value === 'number' ? brief(value) : value}</td>`)}</tr>`)}</tbody></table>
          </div>` : html`<p>No prediction of a single sample differs, or none was recorded.</p>`}` : html`<p role="status">reading …</p>`}`;
  }
}

/** A name may be broken at its hyphens and underscores. */
function words(name: string): string {
  return name.replaceAll('_', ' ').replaceAll('-', '-\u200b');
}

function three(value: number | null): string {
  return value === null ? '–' : value.toFixed(3).replace('-', '−');
}

function scale(of: Scale, title: string): TemplateResult {
  const width = 240 / of.shades.length;
  return html`
    <svg class="lab-scale" viewBox="0 0 260 44" width="260" height="44" role="img" aria-label="${title} from ${brief(of.low)} to ${brief(of.high)}">
      ${of.shades.map((shade, i) => svg`<rect x=${10 + i * width} y="2" width=${width + 0.5} height="12" fill=${shade}/>`)}
      <text x="10" y="28">${brief(of.low)}</text><text x="250" y="28" text-anchor="end">${brief(of.high)}</text>
      <text x="130" y="40" text-anchor="middle">${title}</text>
    </svg>`;
}
