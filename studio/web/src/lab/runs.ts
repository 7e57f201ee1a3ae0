import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { get, post } from '../api.js';
import { PageElement } from '../element.js';
import { MOST, selection } from './selection.js';
import { brief, count, duration, time } from './text.js';
import type { Names, Row } from './types.js';

const HEIGHT = 34;
const AT_ONCE = 60;
const BEYOND = 8;
const STATES = ['running', 'finished', 'stopped', 'failed'];

/** A parameter or metric that has a column. */
interface Column {
  kind: 'parameter' | 'metric';
  name: string;
}

interface Order {
  order: string;
  name: string;
  descending: boolean;
}

const FIXED = [
  ['number', 'Run', '72px'],
  ['state', 'State', '92px'],
  ['started', 'Started', '146px'],
  ['seconds', 'Took', '84px'],
  ['experiment', 'Experiment', '130px'],
  ['command', 'Command', '108px'],
  ['name', 'Name', 'minmax(220px, 1fr)'],
] as const;

/** All runs as a table, of which only the rows in sight exist. */
@customElement('rawline-runs')
export class Runs extends PageElement {
  /** Whether the table is in sight. */
  @property({ attribute: false }) shown = false;
  @state() private numbers: number[] = [];
  @state() private first = 0;
  @state() private active = 0;
  @state() private order: Order = { order: 'number', name: '', descending: true };
  @state() private columns: Column[] | undefined;
  @state() private conditions: string[] = [];
  @state() private problem = '';
  @state() private names: Names | undefined;
  @state() private busy = true;
  @query('.lab-grid') private grid!: HTMLElement;
  @query('form') private form!: HTMLFormElement;
  #rows = new Map<number, Row>();
  #asked = new Set<number>();
  #anchor = 0;
  #search = 0;
  #lines = 30;

  override firstUpdated(): void {
    new ResizeObserver(() => {
      this.#lines = Math.ceil(this.grid.clientHeight / HEIGHT);
      this.requestUpdate();
    }).observe(this.grid);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('shown') && this.shown) void this.#list();
  }

  override updated(): void {
    if (this.grid.clientHeight === 0) return;
    this.grid.style.setProperty(
      '--lab-columns',
      ['36px', ...FIXED.map(([, , width]) => width), ...(this.columns ?? []).map(() => '142px')].join(' '),
    );
    void this.#fetch();
  }

  async #list(): Promise<void> {
    const search = ++this.#search;
    this.busy = true;
    const data = new FormData(this.form ?? undefined);
    const text = (name: string): string | null => (data.get(name) as string | null) || null;
    try {
      const answer = await post<{ numbers: number[]; rows: Row[] }>('lab/runs', {
        experiment: text('experiment'),
        command: text('command'),
        state: text('state'),
        parts: data.has('parts'),
        text: text('text'),
        where: this.conditions,
        ...this.order,
      });
      if (search !== this.#search) return;
      this.#rows = new Map(answer.rows.map(row => [row.run.number, row]));
      this.#asked.clear();
      this.numbers = answer.numbers;
      this.columns ??= usual(answer.rows);
      this.active = Math.min(this.active, Math.max(0, this.numbers.length - 1));
      this.problem = '';
    } catch (problem) {
      if (search !== this.#search) return;
      this.problem = (problem as Error).message;
    }
    this.busy = false;
    if (!this.names) this.names = await get<Names>('lab/names').catch(() => undefined);
  }

  async #fetch(): Promise<void> {
    const from = Math.max(0, this.first - BEYOND);
    const missing = this.numbers
      .slice(from, from + AT_ONCE + 2 * BEYOND)
      .filter(each => !this.#rows.has(each) && !this.#asked.has(each));
    if (missing.length === 0) return;
    missing.forEach(each => this.#asked.add(each));
    const of = (kind: Column['kind']): string[] => (this.columns ?? []).filter(each => each.kind === kind).map(each => each.name);
    const rows = this.#rows;
    try {
      const answer = await post<{ rows: Row[] }>('lab/rows', {
        numbers: missing,
        columns: { parameters: of('parameter'), metrics: of('metric') },
      });
      answer.rows.forEach(row => rows.set(row.run.number, row));
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
    this.requestUpdate();
  }

  #sort(order: string, name: string): void {
    const again = this.order.order === order && this.order.name === name;
    this.order = { order, name, descending: again ? !this.order.descending : order !== 'name' && order !== 'experiment' };
    void this.#list();
  }

  #choose(column: Column, chosen: boolean): void {
    const others = (this.columns ?? []).filter(each => each.kind !== column.kind || each.name !== column.name);
    this.columns = chosen ? [...others, column] : others;
    this.#rows.clear();
    this.#asked.clear();
  }

  #mark(at: number, marked: boolean): void {
    const number = this.numbers[at];
    if (number === undefined) return;
    if (marked && selection.size < MOST) selection.add(number);
    if (!marked) selection.delete(number);
    this.requestUpdate();
  }

  #markAll(from: number, to: number): void {
    for (let at = Math.min(from, to); at <= Math.max(from, to); at++) this.#mark(at, true);
  }

  #move(to: number, extend: boolean): void {
    const at = Math.max(0, Math.min(this.numbers.length - 1, to));
    if (extend) this.#markAll(this.#anchor, at);
    else this.#anchor = at;
    this.active = at;
    const top = at * HEIGHT;
    const room = this.grid.clientHeight - HEIGHT;
    if (top < this.grid.scrollTop) this.grid.scrollTop = top;
    else if (top + HEIGHT > this.grid.scrollTop + room) this.grid.scrollTop = top + HEIGHT - room;
  }

  #key = (event: KeyboardEvent): void => {
    if (event.target !== this.grid) return;
    const page = Math.max(1, this.#lines - 2);
    const to: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: this.numbers.length - 1,
    };
    const target = to[event.key];
    if (target !== undefined) this.#move(target, event.shiftKey);
    else if (event.key === ' ') this.#mark(this.active, !selection.has(this.numbers[this.active] ?? 0));
    else if (event.key === 'Enter') location.hash = `lab/run/${this.numbers[this.active]}`;
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.#markAll(0, Math.min(this.numbers.length, MOST) - 1);
    else if (event.key === 'Escape') this.#clear();
    else return;
    event.preventDefault();
  };

  #clear(): void {
    selection.clear();
    this.requestUpdate();
  }

  #click(event: MouseEvent, at: number): void {
    if ((event.target as HTMLElement).closest('a')) return;
    this.active = at;
    if (event.shiftKey) this.#markAll(this.#anchor, at);
    else this.#mark(at, !selection.has(this.numbers[at] ?? 0));
    this.#anchor = at;
  }

  override render(): TemplateResult {
    return html`
      <h1 class="lab-title">Runs</h1>
      ${this.#filters()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="lab-actions">
        <span role="status">${this.busy ? 'reading …' : `${count(this.numbers.length)} runs, ${count(selection.size)} selected`}</span>
        <button type="button" ?disabled=${selection.size < 1} @click=${() => (location.hash = `lab/compare/${[...selection].sort((a, b) => a - b).join(',')}`)}>
          Compare ${selection.size || ''}</button>
        <button type="button" ?disabled=${selection.size === 0} @click=${() => this.#clear()}>Clear selection</button>
        <button type="button" @click=${() => void this.#list()}>Reload</button>
        ${this.#picker()}
      </div>
      <div class="lab-grid" role="grid" tabindex="0" aria-label="Runs" aria-multiselectable="true"
        aria-rowcount=${this.numbers.length + 1} aria-describedby="lab-keys"
        aria-activedescendant=${this.#isDrawn(this.active) ? `lab-row-${this.active}` : nothing}
        @keydown=${this.#key}
        @scroll=${() => (this.first = Math.floor(this.grid.scrollTop / HEIGHT))}>
        ${this.#head()}
        <div role="rowgroup" class="lab-space" .style=${`height:${this.numbers.length * HEIGHT}px`}>
          ${this.#drawn().map(at => this.#row(at))}
        </div>
      </div>
      <p id="lab-keys" class="lab-note">Arrow keys move, Space selects, Shift extends, Ctrl+A selects the first ${MOST}, Enter opens, Esc clears.</p>`;
  }

  #isDrawn(at: number): boolean {
    return at >= this.first - BEYOND && at < this.first + this.#lines + BEYOND && at < this.numbers.length;
  }

  #drawn(): number[] {
    const from = Math.max(0, this.first - BEYOND);
    const to = Math.min(this.numbers.length, this.first + this.#lines + BEYOND);
    return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  }

  #head(): TemplateResult {
    const heading = (order: string, name: string, title: string): TemplateResult => {
      const sorted = this.order.order === order && this.order.name === name;
      return html`
        <div role="columnheader" class=${['number', 'seconds', 'last'].includes(order) ? 'lab-figure' : ''} aria-sort=${sorted ? (this.order.descending ? 'descending' : 'ascending') : 'none'}>
          <button type="button" @click=${() => this.#sort(order, name)} title=${name || nothing}>
            <span>${title}</span>${sorted ? (this.order.descending ? ' ▾' : ' ▴') : ''}</button>
        </div>`;
    };
    return html`
      <div role="rowgroup" class="lab-head">
        <div role="row" class="lab-row" aria-rowindex="1">
          <div role="columnheader"><span class="lab-unseen">Selected</span></div>
          ${FIXED.map(([order, title]) => heading(order, '', title))}
          ${(this.columns ?? []).map(column => heading(column.kind === 'metric' ? 'last' : 'param', column.name, column.name))}
        </div>
      </div>`;
  }

  #row(at: number): TemplateResult {
    const number = this.numbers[at] ?? 0;
    const row = this.#rows.get(number);
    const run = row?.run;
    const marked = selection.has(number);
    return html`
      <div role="row" class="lab-row ${marked ? 'marked' : ''} ${at === this.active ? 'active' : ''}" id="lab-row-${at}"
        aria-rowindex=${at + 2} aria-selected=${marked ? 'true' : 'false'} .style=${`top:${at * HEIGHT}px`}
        @click=${(event: MouseEvent) => this.#click(event, at)}>
        <div role="gridcell" class="lab-mark">${marked ? '☑' : '☐'}</div>
        <div role="gridcell" class="lab-figure"><a href="#lab/run/${number}" tabindex="-1">${number}</a></div>
        <div role="gridcell"><span class="lab-state ${run?.state ?? ''}">${run?.state ?? '…'}</span></div>
        <div role="gridcell">${run ? time(run.started) : ''}</div>
        <div role="gridcell" class="lab-figure">${run ? duration(run.seconds) : ''}</div>
        <div role="gridcell">${run?.experiment ?? ''}</div>
        <div role="gridcell">${run?.command ?? ''}</div>
        <div role="gridcell" title=${run?.name ?? nothing}>${run?.name ?? ''}${run?.parts ? html` <small>${run.parts} parts</small>` : nothing}</div>
        ${(this.columns ?? []).map(column => this.#cell(row, column))}
      </div>`;
  }

  #cell(row: Row | undefined, column: Column): TemplateResult {
    if (column.kind === 'parameter') {
      const value = row?.parameters[column.name] ?? '';
      return html`<div role="gridcell" title=${value || nothing}>${value}</div>`;
    }
    const range = row?.metrics[column.name];
    return html`<div role="gridcell" class="lab-figure">${range
      ? html`${brief(range.last)}${range.steps > 1 ? html`<small>${brief(range.least)} to ${brief(range.most)}</small>` : nothing}`
      : ''}</div>`;
  }

  #filters(): TemplateResult {
    const options = (names: string[] | undefined): TemplateResult[] =>
      (names ?? []).map(name => html`<option value=${name}>${name}</option>`);
    const list = (): void => void this.#list();
    return html`
      <form class="lab-filters" @submit=${(event: Event) => {
        event.preventDefault();
        void this.#condition();
      }}>
        <label>Name contains<input name="text" type="search" @input=${list}></label>
        <label>Experiment<select name="experiment" @change=${list}><option value="">all</option>${options(this.names?.experiments)}</select></label>
        <label>Command<select name="command" @change=${list}><option value="">all</option>${options(this.names?.commands)}</select></label>
        <label>State<select name="state" @change=${list}><option value="">all</option>${options(STATES)}</select></label>
        <label class="lab-check"><input name="parts" type="checkbox" @change=${list}>Parts of other runs</label>
        <label>Condition<input name="condition" list="lab-words" placeholder="metric:accuracy>=0.9" spellcheck="false"></label>
        <button>Add condition</button>
        <datalist id="lab-words">
          ${(this.names?.metrics ?? []).map(name => html`<option value="metric:${name}>="></option>`)}
          ${(this.names?.parameters ?? []).map(name => html`<option value="param:${name}="></option>`)}
          ${(this.names?.tags ?? []).map(name => html`<option value="tag:${name}="></option>`)}
        </datalist>
        ${this.conditions.map((condition, i) => html`
          <button type="button" class="lab-chip" aria-label="Remove condition ${condition}" @click=${() => {
            this.conditions = this.conditions.filter((_, at) => at !== i);
            list();
          }}>${condition} ✕</button>`)}
      </form>`;
  }

  async #condition(): Promise<void> {
    const input = this.form.elements.namedItem('condition') as HTMLInputElement;
    const words = input.value.trim();
    if (!words) return;
    const before = this.conditions;
    this.conditions = [...before, words];
    await this.#list();
    if (this.problem) this.conditions = before;
    else input.value = '';
  }

  #picker(): TemplateResult {
    const list = (kind: Column['kind'], names: string[] | undefined): TemplateResult => html`
      <fieldset><legend>${kind === 'metric' ? 'Metrics' : 'Parameters'}</legend>
        ${(names ?? []).map(name => html`
          <label class="lab-check"><input type="checkbox" .checked=${(this.columns ?? []).some(each => each.kind === kind && each.name === name)}
            @change=${(event: Event) => this.#choose({ kind, name }, (event.target as HTMLInputElement).checked)}>${name}</label>`)}
      </fieldset>`;
    return html`
      <details class="lab-picker"><summary>Columns</summary>
        <div>${list('metric', this.names?.metrics)}${list('parameter', this.names?.parameters)}</div>
      </details>`;
  }
}

/** Returns the metrics that most of the first runs have. */
function usual(rows: Row[]): Column[] {
  const often = new Map<string, number>();
  rows.forEach(row => Object.keys(row.metrics).forEach(name => often.set(name, (often.get(name) ?? 0) + 1)));
  return [...often]
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .slice(0, 3)
    .map(([name]) => ({ kind: 'metric', name }));
}
