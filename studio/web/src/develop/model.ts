import { html, svg, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { post } from '../api.js';
import '../browse.js';
import { words, type Place } from '../browse.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';
import type { PathRequest } from './path.js';
import { Latest } from './request.js';

/** Between which values of a parameter a model keeps its accuracy. */
export interface Tolerated {
  name: string;
  low: number;
  high: number;
}

/** A model that can be asked. */
export interface Model {
  place: Place;
  task: string;
  classes?: string[];
  size?: number;
  tolerance: Tolerated[];
}

interface Answer {
  what: string;
  number: number;
}

const SHOWN = 4;

/** What a task model predicts for the view, as it changes. */
@customElement('rawline-model')
export class ModelPart extends PageElement {
  @property({ attribute: false }) about!: About;
  @property({ attribute: false }) path: PathRequest | undefined;
  @property({ attribute: false }) model: Model | undefined;
  /** The class of the image by its data set. */
  @property() label = '';
  @state() private answers: Answer[] = [];
  @state() private first: Answer | undefined;
  @state() private problem = '';
  @state() private busy = false;
  readonly #asked = new Latest<object, { answers: Answer[] }>(
    question => post<{ answers: Answer[] }>('prediction', question),
    ({ answers }) => {
      this.answers = answers;
      this.problem = '';
    },
    problem => {
      this.problem = problem.message;
      this.answers = [];
    },
  );

  readonly #usual = new Latest<object, { answers: Answer[] }>(
    question => post<{ answers: Answer[] }>('prediction', question),
    ({ answers }) => (this.first = answers[0]),
    () => (this.first = undefined),
  );

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('path') as PathRequest | undefined;
    const other = changed.has('path') && (before?.image !== this.path?.image || before?.camera !== this.path?.camera);
    if (this.model && this.path && (changed.has('model') || other)) {
      const { image, camera } = this.path;
      this.first = undefined;
      this.#usual.want({ model: this.model.place, path: { image, camera, recording: {} } });
    }
    if (this.model && this.path && (changed.has('path') || changed.has('model'))) {
      this.#asked.want({ model: this.model.place, path: this.path });
    }
  }

  /** Takes the model of a folder. */
  async load(place: Place): Promise<void> {
    this.busy = true;
    try {
      const described = await post<Omit<Model, 'place'>>('model', place);
      this.problem = '';
      this.dispatchEvent(new CustomEvent<Model>('model', { detail: { ...described, place }, bubbles: true }));
    } catch (problem) {
      this.problem = (problem as Error).message;
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    const now = this.answers[0];
    const known = this.label && this.model?.classes?.includes(this.label);
    const turned = now && this.first && this.model?.classes && now.what !== this.first.what;
    return html`
      <section class="card" aria-label="Task model">
        <h3>task model</h3>
        <div class="buttons">
          <rawline-browse label="Model…" .folders=${this.about.folders}
            @place=${(e: CustomEvent<Place>) => void this.load(e.detail)}></rawline-browse></div>
        <p class="where">${this.model ? words(this.model.place) : 'a folder that train has written'}</p>
        ${this.busy ? html`<p class="busy" role="status">loading the model …</p>` : ''}
        ${this.model && this.answers.length ? html`
          ${known && now ? html`<p class="hint">It is labelled ${this.label}: ${now.what === this.label ? 'right' : 'wrong'}.</p>` : ''}
          ${turned ? html`<p class="turned" role="status">It was ${this.first!.what} before your changes.</p>` : ''}
          <ol class="answers" aria-live="polite">
            ${this.answers.slice(0, SHOWN).map(answer => html`
              <li><span>${answer.what}</span>${this.model?.task === 'regression' ? nothing : html`<meter min="0" max="1" .value=${answer.number} aria-label=${answer.what}></meter>`}
                <span class="number">${this.model?.task === 'regression' ? answer.number.toPrecision(4) : `${(100 * answer.number).toFixed(1)} %`}</span></li>`)}
          </ol>
          ${this.model.tolerance.length ? html`<p class="hint"><span class="swatch"></span> the model holds here (tolerance.yaml)</p>` : html`<p class="hint">Sliders show no tolerance: forensics writes one, tolerance.yaml, for the model's folder.</p>`}` : ''}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      </section>`;
  }
}

/** A band behind a slider, from which value to which a model holds. */
export function band(tolerated: Tolerated | undefined, [low, high]: [number, number, boolean]): TemplateResult | typeof nothing {
  if (!tolerated) return nothing;
  const at = (value: number): number => Math.min(Math.max((value - low) / (high - low), 0), 1) * 100;
  const from = at(tolerated.low);
  return html`<svg class="band" viewBox="0 0 100 4" preserveAspectRatio="none" role="img"
    aria-label="the model holds from ${tolerated.low} to ${tolerated.high}">${svg`<rect x=${from} width=${Math.max(at(tolerated.high) - from, 0.5)} height="4"/>`}</svg>`;
}
