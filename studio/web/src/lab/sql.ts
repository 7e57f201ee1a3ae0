import { html, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { get, post, postForBytes } from '../api.js';
import { PageElement } from '../element.js';
import { brief, count } from './text.js';
import type { QueryResult } from './types.js';

const EXAMPLES: [string, string][] = [
  ['The latest finished runs', `select number, experiment, name, seconds / 60 as minutes
from runs
where state = 'finished' and parent is null
order by number desc`],
  ['The best trainings by a metric', `select runs.number, runs.name, params.value as learning_rate, last_metrics.value as accuracy
from runs
join last_metrics
  on last_metrics.run = runs.number and last_metrics.name = 'final_test_accuracy'
left join params on params.run = runs.number and params.name = 'learning_rate'
order by last_metrics.value desc`],
  ['A metric by a parameter', `select params.value as view, count(*) as runs, avg(m.value) as mean, min(m.value) as worst
from params
join last_metrics m on m.run = params.run and m.name = 'final_test_accuracy'
where params.name = 'data_model'
group by params.value
order by mean desc`],
  ['The drift matrix of an experiment', `select trained, tested, avg(value) as mean, count(*) as splits
from cells
where run = 17 and corruption = '' and metric = 'accuracy'
group by trained, tested
order by trained, tested`],
  ['Samples misclassified most often', `select sample, truth, count(*) as wrong
from predictions
where run = 17 and predicted <> truth
group by sample, truth
order by wrong desc, sample`],
  ['Tolerated ranges', `select run, parameter, low, high, unit, metric, delta, level
from tolerances
order by run, parameter`],
  ['Runs that diverged', `select run, name, step from last_metrics where value is null order by run desc`],
];

/** Queries of one's own. */
@customElement('rawline-sql')
export class Sql extends PageElement {
  @state() private views: Record<string, string[]> = {};
  @state() private result: QueryResult | undefined;
  @state() private problem = '';
  @state() private busy = false;
  @query('textarea') private text!: HTMLTextAreaElement;

  override connectedCallback(): void {
    super.connectedCallback();
    get<{ views: Record<string, string[]> }>('lab/schema').then(
      found => (this.views = found.views),
      (problem: Error) => (this.problem = problem.message),
    );
  }

  async #run(): Promise<void> {
    this.busy = true;
    this.problem = '';
    try {
      this.result = await post<QueryResult>('lab/sql', { query: this.text.value });
    } catch (problem) {
      this.result = undefined;
      this.problem = (problem as Error).message;
    }
    this.busy = false;
  }

  async #save(): Promise<void> {
    this.problem = '';
    try {
      const bytes = await postForBytes('lab/csv', { query: this.text.value });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([bytes], { type: 'text/csv' }));
      link.download = 'query.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  override render(): TemplateResult {
    const result = this.result;
    return html`
      <h1 class="lab-title">Query the lab book</h1>
      <div class="lab-sql">
        <div>
          <label>Example<select @change=${(event: Event) => {
            const chosen = EXAMPLES[Number((event.target as HTMLSelectElement).value)];
            if (chosen) this.text.value = chosen[1];
          }}><option value="">choose one</option>${EXAMPLES.map(([title], i) => html`<option value=${i}>${title}</option>`)}</select></label>
          <label>One statement that reads
            <textarea rows="8" spellcheck="false" autocapitalize="off" @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void this.#run();
              }
            }}>${EXAMPLES[0]?.[1]}</textarea></label>
          <div class="lab-actions">
            <button type="button" class="primary" ?disabled=${this.busy} @click=${() => void this.#run()}>Run (Ctrl+Enter)</button>
            <button type="button" @click=${() => void this.#save()}>Save as CSV</button>
            <span role="status">${this.busy ? 'asking …' : result ? `${result.more ? 'the first ' : ''}${count(result.rows.length)} rows` : ''}</span>
          </div>
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
        </div>
        <details class="lab-schema" open><summary>Views and columns</summary>
          <div class="lab-scroll" tabindex="0" role="group" aria-label="Views and columns"><dl>${Object.entries(this.views).map(([view, columns]) => html`<dt>${view}</dt><dd>${columns.join(', ')}</dd>`)}</dl></div>
        </details>
      </div>
      ${result ? html`
        <div class="lab-scroll lab-result" tabindex="0" role="group" aria-label="Result">
          <table class="lab-table"><thead><tr>${result.columns.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
            <tbody>${result.rows.map(row => html`<tr>${row.map((value, i) => cell(value, result.columns[i] ?? ''))}</tr>`)}</tbody></table>
        </div>` : ''}
      <p class="lab-note">Queries only read, and are stopped after 10 s. A page shows 1000 rows; a CSV file has up to 100,000, with all digits.</p>`;
  }
}

function cell(value: string | number | boolean | null, column: string): TemplateResult {
  if (value === null) return html`<td class="lab-missing">null</td>`;
  if (typeof value !== 'number') return html`<td class="lab-words">${String(value)}</td>`;
  const run = Number.isInteger(value) && (column === 'run' || column === 'number');
  return html`<td class="lab-figure">${run ? html`<a href="#lab/run/${value}">${value}</a>` : Number.isInteger(value) ? value : brief(value)}</td>`;
}
