import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { get } from '../api.js';
import '../browse.js';
import { words, type Place } from '../browse.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';
import './batch.js';
import { address, clock, mark, placed } from './mark.js';
import type { Status, Verdict } from './watch.js';
import './watching.js';

const NAME = 'quality';
const AGAIN = 30_000;

/** What was found in the folders of the server. */
export interface Found {
  watches: (Place & { status?: Status })[];
  batches: (Place & { verdict?: Verdict; batch?: string; images?: number; checked?: string; problem?: string })[];
  all: boolean;
}

/** Quality control: the watches and the batches of the server's folders; the one that is shown is part of the address. */
@customElement('rawline-control')
export class Control extends PageElement {
  @property({ attribute: false }) about!: About;
  @property({ type: Boolean }) active = false;
  @state() private found: Found | undefined;
  @state() private within: Place | undefined;
  @state() private kind = '';
  @state() private place: Place | undefined;
  @state() private problem = '';
  #again: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#turn);
    this.#turn();
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#turn);
    clearInterval(this.#again);
    super.disconnectedCallback();
  }

  #turn = (): void => {
    const [page, kind, root, path] = location.hash.slice(1).split('/');
    if (page !== NAME) return;
    this.kind = kind ?? '';
    this.place = placed(root, path);
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('active')) return;
    clearInterval(this.#again);
    if (this.active) {
      void this.#look();
      this.#again = window.setInterval(() => void this.#look(), AGAIN);
    }
  }

  async #look(): Promise<void> {
    try {
      this.found = await get<Found>('quality/found', this.within ? { ...this.within } : {});
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #link(kind: string, place: Place, verdict: Verdict | undefined, title: string, about: string): TemplateResult {
    const shown = kind === this.kind && place.root === this.place?.root && place.path === this.place.path;
    return html`<li><a href=${address(`${NAME}/${kind}`, place)} aria-current=${shown ? 'true' : 'false'}>
      ${mark(verdict)}<span><strong>${title}</strong><span class="hint">${about}</span></span></a></li>`;
  }

  #shown(): TemplateResult {
    const { place } = this;
    if (!place) return html`<p class="hint">Choose a watch or a batch. ./rawline quality watch and ./rawline quality check write them (docs/how-to/quality.md).</p>`;
    return html`${keyed(`${this.kind} ${place.root} ${place.path}`, this.kind === 'watch'
      ? html`<rawline-watching .place=${place}></rawline-watching>`
      : html`<rawline-batch .place=${place}></rawline-batch>`)}`;
  }

  override render(): TemplateResult {
    const { found } = this;
    return html`
      <div class="control">
        <nav class="side" aria-label="Watches and batches">
          <div class="buttons"><rawline-browse label="Look in…" .folders=${this.about.folders}
            @place=${(e: CustomEvent<Place>) => { this.within = e.detail; void this.#look(); }}></rawline-browse>
            ${this.within ? html`<button type="button" @click=${() => { this.within = undefined; void this.#look(); }}>All folders</button>` : ''}
            ${found && found.watches.length > 1 ? html`<a class="button" href="#wall">Wall of all watches</a>` : ''}</div>
          ${this.within ? html`<p class="where">${words(this.within)}</p>` : ''}
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
          <h2>Watches</h2>
          ${found?.watches.length ? html`<ul class="found">${found.watches.map(watch => this.#link('watch', watch, watch.status?.verdict,
            words(watch), watch.status ? `${watch.status.passed + watch.status.warned + watch.status.failed} files, ${clock(watch.status.written)}` : 'begins'))}</ul>`
            : html`<p class="hint">${found ? 'None found.' : 'Looks through the folders …'}</p>`}
          <h2>Batches</h2>
          ${found?.batches.length ? html`<ul class="found">${found.batches.map(batch => this.#link('batch', batch, batch.verdict,
            words(batch), batch.problem ?? `${batch.batch}, ${batch.images} images${batch.checked ? `, ${clock(batch.checked)}` : ''}`))}</ul>`
            : html`<p class="hint">${found ? 'None found.' : ''}</p>`}
          ${found && !found.all ? html`<p class="hint">There are more folders than are looked through: choose one.</p>` : ''}
        </nav>
        <div class="control-shown">${this.active ? this.#shown() : ''}</div>
      </div>`;
  }
}
