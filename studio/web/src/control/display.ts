import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api.js';
import type { Place } from '../browse.js';
import { PageElement } from '../element.js';
import { chart, named } from './chart.js';
import type { Found } from './control.js';
import { clock, mark, placed } from './mark.js';
import { Watch } from './watch.js';

const NAME = 'wall';
const MOST = 4;
const AGAIN = 30_000;

const MOST_SIGNALS = 5;

function signals(names: string[]): string {
  const more = names.length - MOST_SIGNALS;
  return names.slice(0, MOST_SIGNALS).map(named).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Returns a time span, roughly. */
function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return `${Math.max(0, Math.floor(milliseconds / 1000))} s`;
  return minutes < 60 ? `${minutes} min` : minutes < 2880 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 1440)} days`;
}

/** Watches on a wall: read from afar, without anything to press, and always as they are now. */
@customElement('rawline-display')
export class Display extends PageElement {
  @property({ type: Boolean }) active = false;
  @state() private watches: Watch[] = [];
  @state() private problem = '';
  #looking: number | undefined;
  #ticking: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#begin);
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#begin);
    this.#end();
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('active')) this.#begin();
  }

  #begin = (): void => {
    this.#end();
    const [page, root, path] = location.hash.slice(1).split('/');
    if (!this.active || page !== NAME) return;
    const place = placed(root, path);
    this.#ticking = window.setInterval(() => this.requestUpdate(), 1000);
    if (place) this.#show([place]);
    else {
      void this.#look();
      this.#looking = window.setInterval(() => void this.#look(), AGAIN);
    }
  };

  #end(): void {
    clearInterval(this.#looking);
    clearInterval(this.#ticking);
    this.watches.forEach(watch => watch.close());
    this.watches = [];
  }

  async #look(): Promise<void> {
    try {
      this.#show((await get<Found>('quality/found')).watches.slice(0, MOST));
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  /** Keeps those that are shown already. */
  #show(places: Place[]): void {
    const same = (a: Place, b: Place): boolean => a.root === b.root && a.path === b.path;
    this.watches.filter(watch => !places.some(place => same(place, watch.place))).forEach(watch => watch.close());
    this.watches = places.map(({ root, path }) =>
      this.watches.find(watch => same(watch.place, { root, path })) ?? new Watch({ root, path }, () => this.requestUpdate()));
  }

  #panel(watch: Watch): TemplateResult {
    const { status } = watch;
    const last = watch.files.at(-1);
    const silent = watch.silentSince();
    const courses = watch.courses().slice(0, this.watches.length > 1 ? 2 : 4);
    return html`
      <section class="watch-panel ${silent || watch.problem ? 'none' : status?.verdict ?? 'none'}" aria-label=${watch.folder || watch.place.path}>
        <div class="banner">${silent ? html`<span class="verdict" role="alert">no connection</span>` : mark(status?.verdict)}
          <span class="banner-name">${watch.folder.split('/').at(-1) || watch.place.path}</span></div>
        ${silent ? html`<p class="wall-sentence">Nothing was heard since ${clock(silent.toISOString())}: what is shown is old.</p>` : ''}
        ${watch.problem ? html`<p class="wall-sentence" role="alert">${watch.problem}</p>` : ''}
        <dl class="wall-numbers">
          <div><dt>passed</dt><dd>${status?.passed ?? '–'}</dd></div>
          <div><dt>warned</dt><dd>${status?.warned ?? '–'}</dd></div>
          <div><dt>failed</dt><dd>${status?.failed ?? '–'}</dd></div>
          <div class="since"><dt>last file</dt><dd>${last ? `${ago(Date.now() - Date.parse(last.time))} ago` : '–'}</dd></div>
          <div><dt>now</dt><dd>${new Date().toLocaleTimeString('en-GB')}</dd></div>
        </dl>
        <p class="wall-sentence">${status?.signals.length ? html`<strong>${signals(status.signals)}</strong>: ` : ''}${status?.sentence ?? ''}</p>
        <div class="wall-charts">${courses.map(course => html`<figure><figcaption>${named(course.quantity.name)}</figcaption>${chart(course, false)}</figure>`)}</div>
      </section>`;
  }

  override render(): TemplateResult {
    return html`<div class="display panels-${this.watches.length}">
      <h1 class="visually-hidden">Quality</h1>
      ${this.problem ? html`<p class="wall-sentence" role="alert">${this.problem}</p>` : ''}
      ${this.watches.length ? this.watches.map(watch => this.#panel(watch))
        : html`<p class="wall-sentence">No watch was found in the folders of this server.</p>`}
    </div>`;
  }
}
