import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { post } from '../api.js';
import { PageElement } from '../element.js';
import './curves.js';
import './diff.js';
import './parallel.js';
import { brief, count } from './text.js';
import type { Comparison } from './types.js';

/** Several runs next to each other. */
@customElement('rawline-compare')
export class Compare extends PageElement {
  @property({ attribute: false }) numbers: number[] = [];
  @state() private value = 'last';
  @state() private found: Comparison | undefined;
  @state() private problem = '';

  override updated(changed: PropertyValues): void {
    if ((changed.has('numbers') && String(changed.get('numbers')) !== String(this.numbers)) || changed.has('value')) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.found = await post<Comparison>('lab/compare', { runs: this.numbers, value: this.value });
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  override render(): TemplateResult {
    const found = this.found;
    return html`
      <h1 class="lab-title">${count(this.numbers.length)} runs compared</h1>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      ${found ? html`
        <section class="lab-section"><h2>Curves</h2>
          <rawline-curves .runs=${found.runs.map(run => run.number)} .metrics=${Object.keys(found.metrics)} .parameters=${Object.keys(found.parameters)}></rawline-curves>
        </section>
        <section class="lab-section"><h2>Parameters</h2>
          <div class="lab-filters"><label>Value of a metric<select @change=${(event: Event) => (this.value = (event.target as HTMLSelectElement).value)}>
            <option value="last">last</option><option value="least">minimum</option><option value="most">maximum</option></select></label></div>
          <rawline-parallel .comparison=${found}></rawline-parallel>
          ${this.#table(found)}
        </section>
        ${found.runs.length > 1 ? html`
          <section class="lab-section"><h2>Difference of two runs</h2>
            <rawline-diff .runs=${found.runs.map(run => run.number)}></rawline-diff>
          </section>` : ''}` : this.problem ? '' : html`<p role="status">reading …</p>`}`;
  }

  #table(found: Comparison): TemplateResult {
    const names = Object.keys(found.parameters);
    const metrics = Object.keys(found.metrics);
    return html`
      <details><summary>Table of values</summary>
        <div class="lab-scroll" tabindex="0" role="group" aria-label="Values of the runs">
          <table class="lab-table">
            <thead><tr><th scope="col">run</th><th scope="col">name</th>${[...names, ...metrics].map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
            <tbody>${found.runs.map((run, i) => html`
              <tr><th scope="row"><a href="#lab/run/${run.number}">${run.number}</a></th><td>${run.name}</td>
                ${names.map(name => html`<td>${found.parameters[name]?.[i] ?? '–'}</td>`)}
                ${metrics.map(name => html`<td class="lab-figure">${brief(found.metrics[name]?.[i])}</td>`)}</tr>`)}</tbody>
          </table>
        </div>
      </details>
      <details><summary>${Object.keys(found.same).length} parameters are the same</summary>
        <dl class="lab-pairs">${Object.entries(found.same).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      </details>
      ${found.left ? html`<p class="lab-note">${found.left} further metrics are not shown.</p>` : ''}`;
  }
}
