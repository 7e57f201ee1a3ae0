import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api.js';
import { PageElement } from '../element.js';
import { brief } from './text.js';
import type { Numeral, Summary } from './types.js';

interface Change<T> {
  name: string;
  one: T | null;
  other: T | null;
}

interface Difference {
  one: Summary;
  other: Summary;
  origin: Change<string>[];
  parameters: Change<string>[];
  metrics: Change<Numeral>[];
  sameParameters: number;
  sameMetrics: number;
}

/** What differs between two runs. */
@customElement('rawline-diff')
export class Diff extends PageElement {
  @property({ attribute: false }) runs: number[] = [];
  @state() private one = 0;
  @state() private other = 0;
  @state() private found: Difference | undefined;
  @state() private problem = '';

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('runs') && !(this.runs.includes(this.one) && this.runs.includes(this.other))) {
      this.one = this.runs[0] ?? 0;
      this.other = this.runs[1] ?? 0;
    }
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('one') || changed.has('other')) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.found = await get<Difference>('lab/diff', { one: String(this.one), other: String(this.other) });
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  override render(): TemplateResult {
    const choice = (title: string, chosen: number, take: (run: number) => void): TemplateResult => html`
      <label>${title}<select @change=${(event: Event) => take(Number((event.target as HTMLSelectElement).value))}>
        ${this.runs.map(run => html`<option value=${run} ?selected=${run === chosen}>${run}</option>`)}</select></label>`;
    const found = this.found;
    return html`
      <div class="lab-filters">
        ${choice('Run', this.one, run => (this.one = run))}
        ${choice('compared with', this.other, run => (this.other = run))}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      ${found ? html`
        ${table('Provenance', found, found.origin.map(each => [each.name, each.one ?? '–', each.other ?? '–']))}
        ${table('Parameters', found, found.parameters.map(each => [each.name, each.one ?? '–', each.other ?? '–']))}
        ${table('Metrics (last value)', found, found.metrics.map(each => [
          each.name, brief(each.one), brief(each.other),
          each.one === null || each.other === null ? '–' : brief(Number(each.other) - Number(each.one)),
        ]), true)}
        <p class="lab-note">The same: parameters: ${found.sameParameters}, metrics: ${found.sameMetrics}.</p>` : ''}`;
  }
}

function table(title: string, found: Difference, rows: string[][], numbers = false): TemplateResult {
  if (rows.length === 0) return html`<p class="lab-note">${title}: no difference.</p>`;
  return html`
    <div class="lab-scroll" tabindex="0" role="group" aria-label=${title}>
      <table class="lab-table"><caption>${title}</caption>
        <thead><tr><th scope="col">name</th><th scope="col">run ${found.one.number}</th><th scope="col">run ${found.other.number}</th>${numbers ? html`<th scope="col">change</th>` : ''}</tr></thead>
        <tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name}</th>${cells.map(cell => html`<td class=${numbers ? 'lab-figure' : 'lab-words'}>${cell}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
}
