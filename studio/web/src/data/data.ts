import { html, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { get, post } from '../api.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';
import { words, type Place } from '../browse.js';
import '../browse.js';
import './brush.js';
import './plot.js';
import './wall.js';
import { colouring, shape } from './colours.js';
import { embed } from './embed.js';
import {
  Table, column, extent, group, isNumeric, joined, sort,
  type Column, type Filter, type Group, type SentColumn, type SentDataSet,
} from './table.js';
import { Thumbnails } from './thumbnails.js';
import type { Wall } from './wall.js';

const MOST_WORDS = 200;
const SIZES = [[64, 'small'], [96, 'medium'], [144, 'large']] as const;

interface Added {
  columns: SentColumn[];
  /** Whose results they are, and how many are right. */
  summary: string;
  note: string;
}

/** A data set as a wall of thumbnails, by what is known of its samples. */
@customElement('rawline-data')
export class Data extends PageElement {
  @property({ attribute: false }) about!: About;
  @state() private table: Table | undefined;
  @state() private filters = new Map<string, Filter>();
  @state() private opened = new Set<string>(['class', 'split']);
  @state() private sortBy = '';
  @state() private descending = false;
  @state() private groupBy = '';
  @state() private colourBy = 'class';
  @state() private size = 96;
  @state() private axes: [string, string] = ['', ''];
  @state() private order: Uint32Array = new Uint32Array(0);
  @state() private version = 0;
  @state() private active: number | undefined;
  @state() private problem = '';
  @state() private note = '';
  @state() private task = '';
  @state() private share: number | undefined;
  @state() private reference: Place | undefined;
  @state() private drifted: Place | undefined;
  @state() private summary = '';
  @state() private method = 'pca';
  @state() private most = 2000;
  @state() private folder: Place | undefined;
  @state() private name = 'selection';
  @state() private tag = '';
  @state() private written = '';

  #selected = new Uint8Array(0);
  #groups: Group[] = [];
  #thumbnails: Thumbnails | undefined;
  #model: Place | undefined;
  #stop: AbortController | undefined;
  #shown = -1;
  #turn = 0;

  async #work(task: string, work: () => Promise<void>): Promise<void> {
    const turn = ++this.#turn;
    this.task = task;
    this.problem = '';
    this.note = '';
    try {
      await work();
    } catch (problem) {
      if ((problem as Error).name !== 'AbortError') this.problem = (problem as Error).message;
    } finally {
      if (turn === this.#turn) {
        this.task = '';
        this.share = undefined;
      }
    }
  }

  #open(place: Place): void {
    this.#stop?.abort();
    void this.#work(`opening ${words(place)}`, async () => {
      const table = new Table(await post<SentDataSet>('data/open', place));
      this.#thumbnails = new Thumbnails(
        table.set, () => this.querySelector<Wall>('rawline-wall')?.paint(), message => (this.problem = message));
      this.#selected = new Uint8Array(table.count);
      this.filters = new Map();
      this.sortBy = this.groupBy = this.written = '';
      this.axes = ['', ''];
      this.active = undefined;
      this.summary = table.doubt;
      this.reference = this.drifted = undefined;
      this.colourBy = table.columns.find(own => !isNumeric(own))?.name ?? '';
      this.name = table.name.replace(/[^\p{L}\p{N}_ .()+,=@-]/gu, '-').slice(0, 100) || 'selection';
      this.folder = undefined;
      this.table = table;
      this.note = table.notes.join(' · ');
      this.#arrange();
    });
  }

  /** Filters, sorts and groups. */
  #arrange(): void {
    const { table } = this;
    if (!table) return;
    let order = table.filtered(this.filters);
    const by = table.named(this.sortBy);
    if (by) sort(order, by, this.descending);
    const groups = table.named(this.groupBy);
    this.#groups = [{ title: '', first: 0, end: order.length }];
    if (groups && !isNumeric(groups)) ({ order, groups: this.#groups } = group(order, groups));
    this.order = order;
  }

  #add(columns: Column[]): void {
    this.table!.add(columns);
    this.#arrange();
  }

  #filter(name: string, filter: Filter | undefined): void {
    const filters = new Map(this.filters);
    if (filter === undefined || (filter instanceof Set && filter.size === 0)) filters.delete(name);
    else filters.set(name, filter);
    this.filters = filters;
    this.#arrange();
  }

  #results(what: string, body: object): void {
    const { table } = this;
    if (!table) return;
    void this.#work(`reading ${what}`, async () => {
      const added = await post<Added>(`data/${what}`, { set: table.set, ...body });
      const columns = added.columns.map(own => column(own, what === 'quality' ? 'not measured' : 'not evaluated'));
      const first = columns[0]!;
      this.#add(columns);
      this.note = added.note;
      if (what === 'quality') this.note = `${columns.length} quality numbers: sort, colour or filter by them`;
      this.summary = added.summary || this.summary;
      this.opened = new Set([...this.opened, first.name]);
      this.sortBy = first.name; // those without a value come last
      if (!isNumeric(first)) this.colourBy = first.name;
      this.#arrange();
    });
  }

  #compare(): void {
    const { reference, drifted } = this;
    if (reference && drifted) this.#results('drift', { reference, drifted });
  }

  #embed(): void {
    const { table } = this;
    const model = this.#model;
    if (!table || !model) return;
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    void this.#work('the model starts', () =>
      embed({ set: table.set, ...model, method: this.method, most: String(this.most) }, stop.signal, event => {
        if (event.problem) throw new Error(event.problem);
        if (event.task) {
          this.task = event.total ? `${event.task}: ${event.done} of ${event.total}` : event.task;
          this.share = event.total ? event.done! / event.total : undefined;
        }
        if (event.columns) {
          const columns = event.columns.map(own => column(own, 'not evaluated'));
          this.#add(columns);
          this.axes = [columns[0]!.name, columns[1]!.name];
          this.note = event.note ?? '';
        }
      }).finally(() => {
        if (this.#stop === stop) this.#stop = undefined;
      }));
  }

  #changed = (): void => {
    this.version++;
  };

  #count(): number {
    let count = 0;
    for (const one of this.#selected) count += one;
    return count;
  }

  #set(what: (sample: number) => number): void {
    for (const sample of this.order) this.#selected[sample] = what(sample);
    this.#changed();
  }

  /** Returns the selection as the server takes it: a bit for every sample, as Base64. */
  #samples(): { set: string; samples: string } {
    const bytes = new Uint8Array(Math.ceil(this.#selected.length / 8));
    this.#selected.forEach((one, i) => (bytes[i >> 3]! |= one << (i & 7)));
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { set: this.table!.set, samples: btoa(text) };
  }

  get #file(): { root: string; path: string; name: string } {
    return { ...this.folder!, name: this.name };
  }

  #tags(path: string, body: object): void {
    void this.#work('keeping tags', async () => {
      const kept = await post<{ file: string; tags: Record<string, number[]> }>(path, { ...body, file: this.#file });
      this.#add([joined('tags', this.table!.count, kept.tags)]);
      this.opened = new Set([...this.opened, 'tags']);
      this.note = `tags are kept in ${kept.file}`;
    });
  }

  #list(replace: boolean): void {
    void this.#work('writing', async () => {
      const list = await post<{ file: string; count: number; command: string }>(
        'data/selection', { samples: this.#samples(), file: this.#file, replace });
      this.written = list.command;
      this.note = `${list.count} samples written to ${list.file}`;
    });
  }

  #openSample(sample: number): void {
    void this.#work('opening', async () => {
      const found = await get<{ file: string; root?: string; path?: string; class?: string }>(
        'data/sample', { set: this.table!.set, sample: String(sample) });
      if (!found.root || !found.path) throw new Error(`${found.file} is no file of its own: unpack the data set to open it`);
      this.#shown = sample;
      location.hash = `#develop/open?${new URLSearchParams({
        root: found.root,
        path: found.path,
        ...(found.class ? { label: found.class } : {}),
        at: `${this.order.indexOf(sample) + 1} of ${this.order.length}`,
      })}`;
    });
  }

  /** Opens the sample before or after the one that was opened, in the order of the wall. */
  #neighbour = (event: Event): void => {
    const place = this.order.indexOf(this.#shown);
    const next = place < 0 ? undefined : this.order[place + (event as CustomEvent<number>).detail];
    if (next !== undefined) this.#openSample(next);
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('neighbour', this.#neighbour);
  }

  override disconnectedCallback(): void {
    removeEventListener('neighbour', this.#neighbour);
    super.disconnectedCallback();
  }

  #select(label: string, value: string, options: (readonly [string, string])[], take: (value: string) => void): TemplateResult {
    return html`<label class="pick">${label}
      <select @change=${(e: Event) => take((e.target as HTMLSelectElement).value)}>
        ${options.map(([own, title]) => html`<option value=${own} .selected=${own === value}>${title}</option>`)}
      </select></label>`;
  }

  #columns(numeric: boolean | undefined, none: string): [string, string][] {
    const names = this.table!.columns.filter(own => numeric === undefined || isNumeric(own) === numeric)
      .map(({ name }): [string, string] => [name, name]);
    return none ? [['', none], ...names] : names;
  }

  #words(own: Column): TemplateResult {
    const counts = new Uint32Array(own.words.length + 1);
    for (const value of own.values) counts[value]!++;
    const wanted = this.filters.get(own.name) as Set<number> | undefined;
    const places = [...own.words.keys()].map(i => i + 1).concat(0).filter(place => counts[place]! > 0 || place > 0);
    return html`<ul class="words">${places.filter(place => place > 0 || counts[0]! > 0).slice(0, MOST_WORDS).map(place => html`
      <li><label><input type="checkbox" .checked=${wanted?.has(place) ?? false} @change=${(e: Event) => {
        const next = new Set(wanted);
        if ((e.target as HTMLInputElement).checked) next.add(place); else next.delete(place);
        this.#filter(own.name, next);
      }}>${own.words[place - 1] ?? own.none} <span>${counts[place]!.toLocaleString('en')}</span></label></li>`)}</ul>
      ${own.words.length > MOST_WORDS ? html`<p class="hint">the first ${MOST_WORDS} of ${own.words.length}</p>` : ''}`;
  }

  #filterOf(own: Column): TemplateResult {
    const filter = this.filters.get(own.name);
    return html`
      <details class="filter" ?open=${this.opened.has(own.name)} @toggle=${(e: Event) => {
        const opened = new Set(this.opened);
        if ((e.target as HTMLDetailsElement).open) opened.add(own.name); else opened.delete(own.name);
        this.opened = opened;
      }}>
        <summary>${own.name}${filter ? ' · filtered' : ''}</summary>
        ${!this.opened.has(own.name) ? '' : isNumeric(own)
          ? html`<rawline-brush .column=${own} .range=${filter as [number, number] | undefined}
              @range=${(e: CustomEvent<[number, number] | undefined>) => this.#filter(own.name, e.detail)}></rawline-brush>`
          : this.#words(own)}
      </details>`;
  }

  #side(table: Table): TemplateResult {
    const { folders } = this.about;
    return html`
      <section class="facts" aria-label="Results">
        <h3>Results of samples</h3>
        <div class="buttons">
          <rawline-browse label="Predictions…" .folders=${folders} files=".csv"
            @place=${(e: CustomEvent<Place>) => this.#results('predictions', e.detail)}></rawline-browse>
          <rawline-browse label="Quality…" .folders=${folders} files=".csv"
            @place=${(e: CustomEvent<Place>) => this.#results('quality', e.detail)}></rawline-browse>
        </div>
        <p class="hint">Compare two evaluations of one model:</p>
        <div class="buttons">
          <rawline-browse label="Own camera…" .folders=${folders} files=".csv"
            @place=${(e: CustomEvent<Place>) => { this.reference = e.detail; this.#compare(); }}></rawline-browse>
          <rawline-browse label="Other camera…" .folders=${folders} files=".csv"
            @place=${(e: CustomEvent<Place>) => { this.drifted = e.detail; this.#compare(); }}></rawline-browse>
        </div>
        ${this.reference ? html`<p class="where">own camera: ${words(this.reference)}</p>` : ''}
        ${this.drifted ? html`<p class="where">other camera: ${words(this.drifted)}</p>` : ''}
      </section>
      <section class="facts" aria-label="Filters">
        <h3>Filters</h3>
        ${repeat(table.columns, own => own.name, own => this.#filterOf(own))}
        ${this.filters.size > 0 ? html`<button type="button" @click=${() => { this.filters = new Map(); this.#arrange(); }}>Show all</button>` : ''}
      </section>`;
  }

  #embedding(table: Table): TemplateResult {
    const x = table.named(this.axes[0]);
    const y = table.named(this.axes[1]);
    return html`
      <section class="facts" aria-label="Embedding">
        <h3>Features of a model</h3>
        <div class="buttons">
          <rawline-browse label="Model…" .folders=${this.about.folders}
            @place=${(e: CustomEvent<Place>) => { this.#model = e.detail; this.#embed(); }}></rawline-browse>
          ${this.#select('by', this.method, [['pca', 'PCA'], ['umap', 'UMAP']], value => {
            this.method = value;
            if (this.#model) this.#embed();
          })}
          <label class="pick">of <input type="number" min="3" max=${this.method === 'umap' ? 10_000 : 100_000} .value=${String(this.most)}
            @change=${(e: Event) => (this.most = (e.target as HTMLInputElement).valueAsNumber || 2000)}> samples</label>
          ${this.#stop && this.task ? html`<button type="button" @click=${() => this.#stop?.abort()}>Stop</button>` : ''}
        </div>
        ${this.#columns(true, '').length > 1 ? html`
          <div class="buttons">
            ${this.#select('→', this.axes[0], this.#columns(true, 'choose'), value => (this.axes = [value, this.axes[1]]))}
            ${this.#select('↑', this.axes[1], this.#columns(true, 'choose'), value => (this.axes = [this.axes[0], value]))}
          </div>` : ''}
        ${x && y ? html`
          <rawline-plot .table=${table} .x=${x} .y=${y} .order=${this.order} .selected=${this.#selected}
            .colouring=${colouring(table.named(this.colourBy))} .version=${this.version} @changed=${this.#changed}></rawline-plot>
          <p class="hint">Draw a line around points to select them; with Shift, to add them. By keyboard: filter, then “Select shown”.</p>` : ''}
      </section>`;
  }

  #selection(): TemplateResult {
    const count = this.#count();
    const ready = count > 0 && this.folder !== undefined;
    return html`
      <section class="facts" aria-label="Selection">
        <h3>${count.toLocaleString('en')} selected</h3>
        <div class="buttons">
          <button type="button" @click=${() => this.#set(() => 1)}>Select shown</button>
          <button type="button" @click=${() => this.#set(sample => 1 - this.#selected[sample]!)}>Invert shown</button>
          <button type="button" ?disabled=${count === 0} @click=${() => { this.#selected.fill(0); this.#changed(); }}>Clear</button>
        </div>
        <div class="buttons">
          <rawline-browse label="Keep in…" .folders=${this.about.folders} @place=${(e: CustomEvent<Place>) => {
            this.folder = e.detail;
            this.#tags('data/tags', { set: this.table!.set });
          }}></rawline-browse>
          <label class="pick">name <input type="text" .value=${this.name} @change=${(e: Event) => {
            this.name = (e.target as HTMLInputElement).value;
            if (this.folder) this.#tags('data/tags', { set: this.table!.set });
          }}></label>
        </div>
        <p class="where">${this.folder ? `${words(this.folder)}/${this.name}` : 'Choose a folder in which tags and lists are kept.'}</p>
        <div class="buttons">
          <label class="pick">tag <input type="text" maxlength="40" .value=${this.tag} @input=${(e: Event) => (this.tag = (e.target as HTMLInputElement).value)}></label>
          <button type="button" ?disabled=${!ready || !this.tag} @click=${() => this.#tags('data/tag', { samples: this.#samples(), tag: this.tag, given: true })}>Tag</button>
          <button type="button" ?disabled=${!ready || !this.tag} @click=${() => this.#tags('data/tag', { samples: this.#samples(), tag: this.tag, given: false })}>Untag</button>
        </div>
        <div class="buttons">
          <button type="button" ?disabled=${!ready} @click=${() => this.#list(false)}>Write list</button>
          <button type="button" ?disabled=${!ready} @click=${() => this.#list(true)}>Replace list</button>
        </div>
        ${this.written ? html`<p class="hint">Commands that read a data set take the list:</p><code class="command" tabindex="0">${this.written}</code>` : ''}
      </section>`;
  }

  #legend(): TemplateResult {
    const by = this.table!.named(this.colourBy);
    if (!by) return html``;
    const { colours, labels } = colouring(by);
    if (labels.length === 0) {
      const [low, high] = extent(by);
      return html`<p class="legend"><span>${low.toPrecision(3)}</span><svg viewBox="0 0 16 1" preserveAspectRatio="none" aria-hidden="true">
        ${colours.slice(0, -1).map((colour, i) => svg`<rect x=${i} width="1.05" height="1" fill=${colour}></rect>`)}</svg><span>${high.toPrecision(3)} ${by.unit}</span></p>`;
    }
    const shown = labels.slice(0, -1).slice(0, 12);
    return html`<ul class="legend">${shown.map((label, i) => html`
      <li><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">${[
        svg`<rect width="10" height="10" fill=${colours[i]!}></rect>`,
        svg`<circle cx="5" cy="5" r="5" fill=${colours[i]!}></circle>`,
        svg`<path d="M5 0 10 10H0z" fill=${colours[i]!}></path>`,
      ][shape(i)]}</svg>${label}</li>`)}
      ${labels.length - 1 > shown.length ? html`<li>…</li>` : ''}</ul>`;
  }

  #facts(table: Table): string {
    const sample = this.active;
    if (sample === undefined) return '';
    return [table.ids[sample]!, ...table.columns.slice(0, 12).map(own => `${own.name} ${table.text(own, sample)}`)].join(' · ');
  }

  override render(): TemplateResult {
    const { table } = this;
    return html`
      <div class="data">
        <div class="side">
          <section class="facts" aria-label="Data set">
            <h2>${table?.name ?? 'Look at data'}</h2>
            <rawline-browse label="Open a data set…" .folders=${this.about.folders}
              @place=${(e: CustomEvent<Place>) => this.#open(e.detail)}></rawline-browse>
            ${this.task ? html`<p role="status">${this.task} …</p><progress aria-label="Progress" .value=${this.share ?? 0} ?hidden=${this.share === undefined}></progress>` : ''}
            ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
            ${this.note ? html`<p class="hint" role="status">${this.note}</p>` : ''}
          </section>
          ${table ? this.#side(table) : ''}
        </div>
        ${table && this.#thumbnails ? html`
          <div class="middle">
            <div class="tools">
              ${this.#select('sort', this.sortBy, this.#columns(undefined, 'as stored'), value => { this.sortBy = value; this.#arrange(); })}
              <button type="button" aria-pressed=${this.descending} ?disabled=${!this.sortBy}
                @click=${() => { this.descending = !this.descending; this.#arrange(); }}>descending</button>
              ${this.#select('group', this.groupBy, this.#columns(false, 'no groups'), value => { this.groupBy = value; this.#arrange(); })}
              ${this.#select('colour', this.colourBy, this.#columns(undefined, 'none'), value => (this.colourBy = value))}
              ${this.#select('size', String(this.size), SIZES.map(([size, title]): [string, string] => [String(size), title]), value => (this.size = Number(value)))}
              <span class="note" role="status">${this.order.length.toLocaleString('en')} of ${table.count.toLocaleString('en')} samples</span>
            </div>
            ${this.summary ? html`<p role="status">${this.summary}</p>` : ''}
            ${this.#legend()}
            <rawline-wall .table=${table} .thumbnails=${this.#thumbnails} .order=${this.order} .groups=${this.#groups}
              .selected=${this.#selected} .colouring=${colouring(table.named(this.colourBy))} .size=${this.size}
              .caption=${this.colourBy === 'under drift' ? table.named('change of class') : undefined} .version=${this.version}
              @changed=${this.#changed} @active=${(e: CustomEvent<number>) => (this.active = e.detail)}
              @open=${(e: CustomEvent<number>) => this.#openSample(e.detail)}></rawline-wall>
            <p class="where" aria-live="polite">${this.#facts(table)}</p>
          </div>
          <div class="side">${this.#embedding(table)}${this.#selection()}</div>`
        : html`<div class="empty">Open the folder of a data set: its samples become a wall of thumbnails.</div>`}
      </div>`;
  }
}
