import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { listen, post } from '../api.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';
import { hasEnded, Output, span, words, type Run, type RunEvent } from './runs.js';
import './start.js';

const NAME = 'plans';

/** Plans that run, wait and have ended, and what one of them prints; the one is part of the address. */
@customElement('rawline-plans')
export class Plans extends PageElement {
  @property({ attribute: false }) about!: About;
  @property({ type: Boolean }) active = false;
  @state() private order: string[] = [];
  @state() private chosen = '';
  @state() private problem = '';
  @state() private heard = false;
  #runs = new Map<string, Run>();
  #output = new Output();
  #stop: (() => void) | undefined;
  #ticking: number | undefined;
  #following = true;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#turn);
    this.#ticking = window.setInterval(() => this.active && this.order.some(id => !hasEnded(this.#runs.get(id)!)) && this.requestUpdate(), 1000);
    this.#turn();
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#turn);
    clearInterval(this.#ticking);
    this.#silence();
    super.disconnectedCallback();
  }

  #turn = (): void => {
    const [page, id] = location.hash.slice(1).split('/');
    if (page === NAME && (id ?? '') !== this.chosen) {
      this.chosen = id ?? '';
      this.#listen();
    }
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('active')) {
      if (this.active) this.#listen();
      else this.#silence();
    }
    const log = this.querySelector('.run-output');
    if (log && this.#following) log.scrollTop = log.scrollHeight;
  }

  #silence(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #listen(): void {
    this.#silence();
    if (!this.active) return;
    this.#output = new Output();
    this.#following = true;
    this.#stop = listen<RunEvent>('plan/events', this.chosen ? { run: this.chosen } : {}, event => this.#take(event));
  }

  #take(event: RunEvent): void {
    for (const run of event.runs) this.#runs.set(run.id, run);
    for (const id of this.#runs.keys()) if (!event.order.includes(id)) this.#runs.delete(id);
    if (event.output && event.output.run === this.chosen) this.#output.take(event.output.first, event.output.lines);
    this.order = event.order;
    this.heard = true;
    this.requestUpdate();
  }

  async #halt(run: Run): Promise<void> {
    this.problem = '';
    try {
      await post<Run>('plan/stop', { run: run.id });
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #started(run: Run): void {
    this.#runs.set(run.id, run);
    location.hash = `${NAME}/${run.id}`;
  }

  #row(run: Run): TemplateResult {
    const chosen = run.id === this.chosen;
    const time = run.started
      ? span((run.ended ? Date.parse(run.ended) : Date.now()) - Date.parse(run.started))
      : '';
    return html`
      <li class="run ${run.state}" aria-current=${chosen ? 'true' : 'false'}>
        <div class="run-head">
          <a href="#${NAME}/${run.id}"><strong>${run.command}</strong> ${run.plan}</a>
          <span class="run-time">${time}</span>
        </div>
        <p class="run-state"><span class="dot" aria-hidden="true"></span>${words(run)}</p>
        ${hasEnded(run) || run.state === 'waiting' ? nothing : html`
          <progress max="1" value=${run.share ?? nothing} aria-label="${run.command} ${run.plan}"></progress>
          <p class="run-status">${run.status.replace(/[│█▏▎▍▌▋▊▉]+\s*/g, ' ').trim() || ' '}</p>`}
        <div class="buttons">
          <span class="where fill">→ ${run.out}</span>
          ${hasEnded(run) ? nothing : html`<button type="button" @click=${() => void this.#halt(run)}>${run.state === 'stopping' ? 'Stop at once' : 'Stop'}</button>`}
        </div>
      </li>`;
  }

  override render(): TemplateResult {
    const runs = this.order.map(id => this.#runs.get(id)).filter(run => run !== undefined);
    const chosen = this.#runs.get(this.chosen);
    return html`
      <div class="plans">
        <div class="side">
          <rawline-start .about=${this.about} @started=${(e: CustomEvent<Run>) => this.#started(e.detail)}></rawline-start>
        </div>
        <section class="runs" aria-label="Runs">
          ${runs.length ? html`<ul>${runs.map(run => this.#row(run))}</ul>`
            : html`<p class="hint">${this.heard ? 'No plan was started from this page since the server began.' : 'Asks the server …'}</p>`}
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
        </section>
        <section class="run-detail" aria-label="Output">
          ${chosen ? html`
            <h2>${chosen.command} ${chosen.plan}</h2>
            <p class="visually-hidden" role="status">${words(chosen)}</p>
            <pre class="command" tabindex="0" aria-label="The same in a terminal">${chosen.typed}</pre>
            <pre class="run-output" tabindex="0" role="log" aria-live="off" aria-label="What it prints"
              @scroll=${(e: Event) => { const at = e.target as HTMLElement; this.#following = at.scrollTop + at.clientHeight > at.scrollHeight - 30; }}
              >${this.#output.lines.join('\n')}</pre>`
            : this.chosen && this.heard ? html`<p class="hint">The server knows no such run: it was started by another server, or long ago.</p>`
            : runs.length ? html`<p class="hint">Choose a run to see what it prints.</p>` : ''}
        </section>
      </div>`;
  }
}
