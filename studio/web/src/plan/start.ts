import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, post } from '../api.js';
import '../browse.js';
import { words, type Place } from '../browse.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';
import type { Run } from './runs.js';

interface Plan {
  name: string;
  text: string;
  /** What is wrong with the plan for each command; empty for those that can run it. */
  commands: Record<string, string>;
  canStart: boolean;
}

/** Chooses a plan, its command and the folder of its results, and starts it. */
@customElement('rawline-start')
export class Start extends PageElement {
  @property({ attribute: false }) about!: About;
  @state() private place: Place | undefined;
  @state() private plan: Plan | undefined;
  @state() private command = '';
  @state() private out: Place | undefined;
  @state() private problem = '';

  async #choose(place: Place): Promise<void> {
    this.problem = '';
    try {
      this.plan = await get<Plan>('plan', { ...place });
      this.place = place;
      this.out = { root: place.root, path: place.path.split('/').slice(0, -1).join('/') };
      const fit = Object.entries(this.plan.commands).filter(([, problem]) => !problem);
      this.command = (fit[0] ?? Object.entries(this.plan.commands)[0])?.[0] ?? '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  async #start(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name'));
    this.problem = '';
    try {
      const run = await post<Run>('plan/start', {
        command: this.command, ...this.place, out_root: this.out!.root, out_path: this.out!.path, out_name: name,
      });
      this.dispatchEvent(new CustomEvent<Run>('started', { detail: run, bubbles: true }));
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  override render(): TemplateResult {
    const { plan, place, out } = this;
    const wrong = plan?.commands[this.command] ?? '';
    return html`
      <section class="card plan-start" aria-label="Start a plan">
        <h2>Start a plan</h2>
        <rawline-browse label="Choose a plan…" files=".yaml" .folders=${this.about.folders}
          @place=${(e: CustomEvent<Place>) => void this.#choose(e.detail)}></rawline-browse>
        ${plan && place && out ? html`
          <p class="where">${words(place)}</p>
          <details><summary>What it says</summary><pre class="plan-text" tabindex="0" aria-label="The plan">${plan.text}</pre></details>
          <form @submit=${(e: SubmitEvent) => void this.#start(e)}>
            <label class="choice"><span class="name">command</span>
              <select .value=${this.command} @change=${(e: Event) => (this.command = (e.target as HTMLSelectElement).value)}>
                ${Object.entries(plan.commands).map(([command, problem]) => html`
                  <option value=${command} ?selected=${command === this.command}>${command}${problem ? ' (not its plan)' : ''}</option>`)}
              </select></label>
            ${wrong ? html`<p class="problem">${wrong}</p>` : ''}
            <div class="choice"><span class="name">results in ${words(out)}/</span>
              <rawline-browse label="Other…" .folders=${this.about.folders}
                @place=${(e: CustomEvent<Place>) => (this.out = e.detail)}></rawline-browse></div>
            <label class="choice"><span class="name">folder</span>
              <input type="text" name="name" required maxlength="100" .value=${`${plan.name}-results`}></label>
            <button ?disabled=${!!wrong || !plan.canStart}>Start</button>
            ${plan.canStart ? '' : html`<p class="hint">This server starts no plans: run it in a terminal.</p>`}
          </form>` : html`<p class="hint">Plans are YAML files (docs/reference/formats.md). What is done is kept: a plan that was stopped resumes.</p>`}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      </section>`;
  }
}
