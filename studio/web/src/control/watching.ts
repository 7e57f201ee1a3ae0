import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Place } from '../browse.js';
import { PageElement } from '../element.js';
import { charted, named } from './chart.js';
import { address, clock, mark, tile } from './mark.js';
import { Watch, type WatchedFile } from './watch.js';

const MOST_CHARTS = 8;
const MOST_FILES = 100;
const MOST_PICTURES = 24;

/** A watch while it goes on: its state, control charts, and the files that it has checked. */
@customElement('rawline-watching')
export class Watching extends PageElement {
  @property({ attribute: false }) place!: Place;
  @state() private all = false;
  @state() private passed = true;
  #watch: Watch | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new Watch(this.place, () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#watch?.close();
    super.disconnectedCallback();
  }

  #tile(file: WatchedFile): TemplateResult {
    return tile(file.name, file.verdict, file.why, file.picture
      ? `/api/quality/image?${new URLSearchParams({ ...this.place, number: String(file.number) }).toString()}` : undefined);
  }

  override render(): TemplateResult {
    const watch = this.#watch;
    if (!watch || (!watch.folder && !watch.problem)) return html`<p class="hint">Reads the journal …</p>`;
    const { status, files } = watch;
    const courses = watch.courses();
    const latest = [...files].reverse();
    const offenders = latest.filter(file => file.verdict !== 'pass').slice(0, MOST_PICTURES);
    const listed = latest.filter(file => this.passed || file.verdict !== 'pass').slice(0, MOST_FILES);
    return html`
      <div class="headline ${status?.verdict ?? 'none'}">${mark(status?.verdict)}<h2>${watch.folder}</h2>
        ${status ? html`<span>${status.passed} passed, ${status.warned} warned, ${status.failed} failed; written ${clock(status.written)}</span>` : ''}
        <a href=${address('wall', this.place)}>Wall display</a></div>
      ${watch.problem ? html`<p class="problem" role="alert">${watch.problem}</p>` : ''}
      <p role="status">${status?.sentence ?? 'The watch has not written its state yet.'}</p>
      <section aria-label="Control charts">
        <div class="section-head"><h3>Control charts, nearest to their limits first</h3>
          <label class="pick"><input type="checkbox" .checked=${this.all} @change=${(e: Event) => (this.all = (e.target as HTMLInputElement).checked)}> all ${courses.length}</label></div>
        ${courses.length ? html`<ul class="key" aria-label="Legend"><li class="k-value">value of an image</li><li class="k-course">${courses[0]!.quantity.kind} as a share of its limit</li><li class="k-limit">limit</li><li class="k-alarm">alarm</li></ul>
          <div class="charts">${courses.slice(0, this.all ? courses.length : MOST_CHARTS).map(charted)}</div>`
          : html`<p class="hint">Charts are drawn of two images or more, against a reference of at least 20.</p>`}
      </section>
      ${offenders.length ? html`<section aria-label="Images that stand out"><h3>Images that stand out</h3>
        <ul class="tiles">${offenders.map(file => this.#tile(file))}</ul></section>` : ''}
      <section aria-label="Files">
        <div class="section-head"><h3>Latest files</h3>
          <label class="pick"><input type="checkbox" .checked=${this.passed} @change=${(e: Event) => (this.passed = (e.target as HTMLInputElement).checked)}> also those that passed</label></div>
        <div class="scrolled tall" tabindex="0" role="region" aria-label="Table of files"><table>
          <thead><tr><th>checked</th><th>file</th><th>verdict</th><th>charts that signal</th></tr></thead>
          <tbody>${listed.map(file => html`<tr><td>${clock(file.time)}</td><th scope="row">${file.name}</th><td>${mark(file.verdict)}</td><td>${file.alarms.map(named).join(', ') || '–'}</td></tr>`)}</tbody>
        </table></div>
      </section>`;
  }
}
