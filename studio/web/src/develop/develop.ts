import { html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { post } from '../api.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';
import { fields, slider, type Schema } from './fields.js';
import { histogram } from './histogram.js';
import { Linked } from './linked.js';
import './model.js';
import { band, type Model, type ModelPart } from './model.js';
import './open.js';
import { words, type Place } from '../browse.js';
import type { Open, Opened } from './open.js';
import './export.js';
import './pane.js';
import type { Pane, Shown } from './pane.js';
import { sentStages, stagesOf, title, type Image, type PathRequest, type RecordingKey, type Stage } from './path.js';
import { Latest } from './request.js';
import './values.js';

interface Similarity {
  ssim: number;
  deltaE: number;
  deltaE95: number;
  painted: number;
}

const MOST_PANES = 4;

/** How long nothing must have changed before the address does [ms]. */
const REST = 300;

/** What an address has besides the changes of the recording. */
const ADDRESS = new Set(['root', 'path', 'label', 'at', 'sensor', 'model']);

/** These make a picture of a mosaic, and cannot be switched off. */
const NEEDED = new Set(['demosaicing', 'gamma']);

/** Larger numbers are in files, which a page cannot name. */
const BY_FILE = new Set(['flat_field', 'additive_layer', 'defect_correction', 'luma_convolution']);

/** The studio: a raw image, its light path as cards, and up to four linked pictures. */
@customElement('rawline-develop')
export class Develop extends PageElement {
  @property({ attribute: false }) about!: About;
  @state() private image: Image | undefined;
  @state() private camera = '';
  @state() private sensor = '';
  @state() private stages: Stage[] = [];
  @state() private recording: Record<string, number> = {};
  @state() private path: PathRequest | undefined;
  @state() private pinned: PathRequest | undefined;
  @state() private panes: Shown[] = [];
  @state() private similarity: Similarity | undefined;
  @state() private model: Model | undefined;
  @state() private problem = '';
  /** Whether nobody has said yet by which camera's numbers an image is rendered that names none. */
  @state() private assumed = false;
  /** The class of the image, where the data page opened it. */
  @state() private label = '';
  /** Which of the data page's samples it is: 3 of 24. */
  @state() private at = '';
  @query('rawline-open') private open!: Open;
  /** Where the image lies, for the address. */
  #place: Place | undefined;
  #askedModel: Place | undefined;
  #askedSensor = '';
  #remembering: ReturnType<typeof setTimeout> | undefined;
  readonly #linked = new Linked();
  #fitted = '';
  readonly #compared = new Latest<object, Similarity>(
    question => post<Similarity>('comparison', question),
    similarity => {
      this.similarity = similarity;
    },
    () => {
      this.similarity = undefined;
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#asked);
    addEventListener('dragover', this.#over);
    addEventListener('drop', this.#drop);
    this.#linked.addEventListener('change', this.#compare);
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#asked);
    clearTimeout(this.#remembering);
    removeEventListener('dragover', this.#over);
    removeEventListener('drop', this.#drop);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.#asked();
  }

  /** Opens what the address asks for: #develop/open?root=…&path=…, and what {@link #remember} adds. */
  #asked = (): void => {
    const [place, query] = location.hash.slice(1).split('?');
    const asked = new URLSearchParams(query ?? '');
    const root = asked.get('root');
    const path = asked.get('path');
    if (place !== 'develop/open' || !root || !path) return;
    this.label = asked.get('label') ?? '';
    this.at = asked.get('at') ?? '';
    const changed = [...asked].filter(([name]) => !ADDRESS.has(name));
    if (changed.length) this.recording = Object.fromEntries(changed.map(([name, value]) => [name, Number(value)]));
    this.#askedSensor = asked.get('sensor') ?? '';
    const model = asked.get('model');
    if (model) this.#askedModel = { root: model.split('/')[0]!, path: model.split('/').slice(1).join('/') };
    this.open.openFile(root, path);
  };

  /** Puts image, model and recording into the address: a reload, or a friend, sees the same. */
  #remember(): void {
    clearTimeout(this.#remembering);
    this.#remembering = setTimeout(() => this.#address(), REST); // browsers refuse too many
  }

  #address(): void {
    if (!this.#place || !/^(#develop|$)/.test(location.hash)) return;
    const query = new URLSearchParams({ ...this.#place });
    if (this.label) query.set('label', this.label);
    if (this.sensor) query.set('sensor', this.sensor);
    const model = this.#askedModel ?? this.model?.place;
    if (model) query.set('model', words(model));
    for (const [name, value] of Object.entries(this.recording)) query.set(name, String(value));
    history.replaceState(null, '', `#develop/open?${query}`);
  }

  #schema(word: string): Schema {
    const stages = (this.about.isp as Schema).properties?.['stages']?.items;
    return stages?.properties?.[word] ?? {};
  }

  async #opened({ id, place }: Opened): Promise<void> {
    this.#place = place;
    if (!place) this.label = this.at = '';
    this.pinned = undefined;
    this.similarity = undefined;
    this.sensor = this.#askedSensor;
    this.#askedSensor = '';
    await this.#described({ image: id });
    const first = this.image?.cameras[0];
    this.assumed = first !== undefined && first !== 'data' && first !== 'file';
    if (this.#askedModel && this.image) {
      await this.updateComplete;
      await this.querySelector<ModelPart>('rawline-model')?.load(this.#askedModel);
      this.#askedModel = undefined;
    }
    if (this.image && this.panes.length === 0) {
      this.panes = [
        { kind: 'frame', frame: 0 },
        { kind: 'frame', frame: this.#frames().length - 1 },
      ];
    }
  }

  /** Asks for the light path that a camera has by default, or for that of some stages. */
  async #described(body: object): Promise<void> {
    try {
      const image = await post<Image & { camera: string }>('image', { ...body, sensor: this.sensor || undefined });
      this.image = image;
      this.camera = image.camera;
      this.stages = stagesOf(image.stages);
      this.recording = Object.fromEntries(Object.entries(this.recording).filter(([name, value]) =>
        image.recording.some(key => key.name === name && value >= key.lowest && value <= key.highest)));
      this.problem = '';
      this.#change();
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  /** The light path is another one: panes ask for it. */
  #change(): void {
    if (!this.image) return;
    this.path = {
      image: this.image.id,
      camera: this.camera,
      stages: sentStages(this.stages),
      ...(this.sensor ? { sensor: this.sensor } : {}),
      recording: this.recording,
    };
    this.#compare();
    this.#remember();
  }

  #compare = (): void => {
    if (!this.pinned || !this.path || !this.image) return;
    const { width, height } = this.image;
    const side = Math.min(1024, width, height);
    const left = Math.round(Math.min(Math.max(this.#linked.x - side / 2, 0), width - side));
    const top = Math.round(Math.min(Math.max(this.#linked.y - side / 2, 0), height - side));
    this.#compared.want({ path: this.path, pinned: this.pinned, region: { left, top, width: side, height: side } });
  };

  #frames(): string[] {
    return ['raw', ...this.stages.filter(stage => stage.on).map(stage => title(stage.word))].map((name, i, all) =>
      i === all.length - 1 ? 'view' : name);
  }

  #edit(stage: Stage, keys: unknown): void {
    this.stages = this.stages.map(one => (one === stage ? { ...one, keys } : one));
    this.#change();
  }

  #toggle(stage: Stage): void {
    const last = this.#frames().length - 1;
    this.stages = this.stages.map(one => (one === stage ? { ...one, on: !one.on } : one));
    const end = this.#frames().length - 1;
    this.panes = this.panes.map(shown =>
      shown.kind === 'frame' ? { ...shown, frame: shown.frame === last ? end : Math.min(shown.frame, end) } : shown);
    this.#change();
  }

  #shift(stage: Stage, by: number): void {
    const from = this.stages.indexOf(stage);
    const stages = [...this.stages];
    stages.splice(from, 1);
    stages.splice(from + by, 0, stage);
    this.stages = stages;
    this.#change();
  }

  async #add(word: string): Promise<void> {
    const words = Object.keys(
      (this.about.isp as Schema).properties?.['stages']?.items?.properties ?? {});
    const middle = this.stages.findIndex(stage => stage.word === 'demosaicing');
    const place = words.indexOf(word) < words.indexOf('demosaicing') ? middle : this.stages.length - 1;
    const sent = sentStages(this.stages);
    sent.splice(place, 0, { [word]: {} });
    await this.#described({ ...this.path, stages: sent });
  }

  #record(key: RecordingKey, value: number): void {
    const recording = { ...this.recording };
    if (Math.abs(value - key.usual) < 1e-9) delete recording[key.name];
    else recording[key.name] = value;
    this.recording = recording;
    this.#change();
  }

  #resized = (): void => {
    if (this.image && (this.#linked.fitted || this.#fitted !== this.image.id)) {
      const pane = this.querySelector<Pane>('rawline-pane');
      if (pane && pane.pixels.width > 0) {
        this.#fitted = this.image.id;
        this.#linked.fit(this.image.width, this.image.height, pane.pixels);
      }
    }
  };

  protected override updated(): void {
    if (this.image && this.#fitted !== this.image.id) this.#resized();
  }

  #over = (event: Event): void => event.preventDefault();

  #drop = (event: DragEvent): void => {
    event.preventDefault(); // else the browser leaves the page
    const file = event.dataTransfer?.files[0];
    if (file && !this.about.demo && !this.hidden) this.open.take(file);
  };

  override render(): TemplateResult {
    return html`
      <div class="develop"
        @opened=${(e: CustomEvent<Opened>) => void this.#opened(e.detail)}
        @resized=${this.#resized}
        @take=${(e: CustomEvent<string>) => void this.#described({ ...this.path, stages: undefined, view: e.detail })}>
        <aside class="side">
          <rawline-open .about=${this.about}></rawline-open>
          ${this.image ? this.#facts(this.image) : ''}
          ${this.image && !this.about.demo ? html`<rawline-model .about=${this.about} .path=${this.path} .model=${this.model} .label=${this.label}
            @model=${(e: CustomEvent<Model>) => { this.model = e.detail; this.#remember(); }}></rawline-model>` : ''}
          ${this.image && this.path ? html`<rawline-export .path=${this.path}></rawline-export>` : ''}
        </aside>
        ${this.image && this.path ? html`
          ${this.#pictures(this.image, this.path)}
          <aside class="cards" aria-label="Light path">${this.#cards(this.image)}</aside>` : html`
          <div class="empty"><p>Open a sample, choose a raw file, or drop one here. New here? docs/tutorials/studio.md has ten steps.</p></div>`}
      </div>`;
  }

  #facts(image: Image): TemplateResult {
    const facts = [
      `${image.width} × ${image.height} px`,
      image.cfa,
      image.model,
      image.iso ? `ISO ${image.iso}` : undefined,
      image.exposure ? `${Number((image.exposure * 1000).toPrecision(3))} ms` : undefined,
    ].filter(fact => fact !== undefined);
    return html`
      <section class="facts" aria-label="Image">
        <h2>${image.name}</h2>
        ${this.at ? html`<p class="where">sample ${this.at}
          ${([[-1, '‹', 'before'], [1, '›', 'after']] as const).map(([by, sign, word]) => html`
            <button type="button" aria-label="The sample ${word}" @click=${() => dispatchEvent(new CustomEvent('neighbour', { detail: by }))}>${sign}</button>`)}</p>` : ''}
        <p>${facts.join(' · ')}</p>
        ${guard([image], () => histogram(image))}
        <rawline-values .path=${this.path} .linked=${this.#linked} .unit=${image.unit}></rawline-values>
        ${this.#contrast()}
      </section>`;
  }

  #contrast(): TemplateResult {
    const linked = this.#linked;
    const set = (low: number, high: number): void => {
      linked.stretch(low, high);
      this.requestUpdate();
    };
    return html`
      <fieldset><legend>Contrast of all panes</legend>
        ${slider('black at', '', linked.low, [0, 1, false], value => set(value as number, linked.high))}
        ${slider('white at', '', linked.high, [0, 1, false], value => set(linked.low, value as number))}
        <button type="button" @click=${() => set(0, 1)}>Reset</button>
      </fieldset>`;
  }

  #pictures(image: Image, path: PathRequest): TemplateResult {
    return html`
      <section class="pictures" aria-label="Pictures">
        ${this.assumed ? html`<p class="notice" role="status">This file does not say which camera recorded it. Its levels and colours are taken as those of ${this.camera}, and may be wrong: choose the right camera.</p>` : ''}
        <div class="tools">
          <button type="button" @click=${() => { this.pinned = path; this.#compare(); }}>Pin this variant</button>
          ${this.pinned && this.similarity ? html`<span class="similarity" role="status">to pinned: SSIM ${this.similarity.ssim.toFixed(4)} · ΔE₀₀ ${this.similarity.deltaE.toFixed(2)}, 95 % below ${this.similarity.deltaE95.toFixed(2)}</span>` : ''}
          <span class="fill"></span>
          <button type="button" ?disabled=${this.panes.length >= MOST_PANES}
            @click=${() => { this.panes = [...this.panes, { kind: 'frame', frame: this.#frames().length - 1 }]; }}>Add a pane</button>
          <button type="button" ?disabled=${this.panes.length < 2} @click=${() => { this.panes = this.panes.slice(0, -1); }}>Remove a pane</button>
        </div>
        <div class="panes panes-${this.panes.length}">
          ${this.panes.map((shown, i) => html`
            <rawline-pane class="pane" .number=${i + 1} .image=${image} .path=${path} .pinned=${this.pinned} .model=${this.model?.place} .most=${this.similarity?.painted} .linked=${this.#linked}
              .frames=${this.#frames()} .shown=${shown}
              @choose=${(e: CustomEvent<Shown>) => { this.panes = this.panes.map((one, k) => (k === i ? e.detail : one)); }}></rawline-pane>`)}
        </div>
        ${this.panes.some(shown => shown.kind === 'difference') ? html`
          <p class="scale"><span>ΔE₀₀ 0</span><span class="ramp" aria-hidden="true"></span><span>${this.similarity?.painted ?? 10} and more</span></p>` : ''}
        ${this.panes.some(shown => shown.kind === 'gradient') ? html`
          <p class="hint">Gradient of the loss, if the first prediction is taken for the truth. Vermilion: a brighter pixel speaks against it; blue: for it; white: no effect.</p>` : ''}
      </section>`;
  }

  #cards(image: Image): TemplateResult {
    const middle = this.stages.findIndex(stage => stage.word === 'demosaicing');
    const words = Object.keys((this.about.isp as Schema).properties?.['stages']?.items?.properties ?? {})
      .filter(word => !NEEDED.has(word) && !BY_FILE.has(word));
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      <section class="card">
        <h3>recording</h3>
        ${image.recording.length === 0 ? html`
          <p class="hint">Choose the sensor that recorded, to count in electrons.</p>` : ''}
        <label class="choice"><span class="name">sensor</span>
          <select @change=${(e: Event) => { this.recording = {}; this.sensor = (e.target as HTMLSelectElement).value; void this.#described({ ...this.path, recording: {} }); }}>
            <option value="" ?selected=${!this.sensor}>${this.sensor ? 'its own, if known' : image.recording.length ? 'of the data set' : 'not known'}</option>
            ${this.about.sensors.map(name => html`<option ?selected=${name === this.sensor}>${name}</option>`)}
          </select></label>
        ${image.recording.map(key => {
          const reach: [number, number, boolean] = [key.lowest, key.highest, key.name === 'bits'];
          const tolerated = this.model?.tolerance.find(each => each.name === key.name);
          return slider(title(key.meaning), key.unit, this.recording[key.name] ?? key.usual, reach,
            value => this.#record(key, value as number), band(tolerated, reach), true);
        })}
        ${Object.keys(this.recording).length ? html`<button type="button" @click=${() => { this.recording = {}; this.#change(); }}>Reset</button>` : ''}
      </section>
      <section class="card">
        <h3>camera</h3>
        <label class="choice"><span class="name">levels and colours of</span>
          <select @change=${(e: Event) => { this.assumed = false; void this.#described({ ...this.path, stages: undefined, camera: (e.target as HTMLSelectElement).value }); }}>
            ${image.cameras.map(word => html`<option value=${word} ?selected=${word === this.camera}>${word === 'file' ? 'the file itself' : word === 'data' ? 'the data set' : word}</option>`)}
          </select></label>
      </section>
      ${this.stages.map((stage, i) => {
        const schema = this.#schema(stage.word);
        const changed = JSON.stringify(stage.keys) !== JSON.stringify(stage.initial);
        const movable = i > middle && stage.word !== 'gamma';
        return html`
          <section class="card ${stage.on ? '' : 'off'}" title=${schema.description ?? ''}>
            <h3>${title(stage.word)}</h3>
            <div class="card-tools">
              ${changed ? html`<button type="button" @click=${() => this.#edit(stage, structuredClone(stage.initial))} aria-label="Reset ${title(stage.word)}">Reset</button>` : ''}
              ${movable ? html`
                <button type="button" ?disabled=${i - 1 <= middle} @click=${() => this.#shift(stage, -1)} aria-label="Move ${title(stage.word)} up">↑</button>
                <button type="button" ?disabled=${i + 2 >= this.stages.length} @click=${() => this.#shift(stage, 1)} aria-label="Move ${title(stage.word)} down">↓</button>` : ''}
              ${NEEDED.has(stage.word) ? '' : html`
                <label><input type="checkbox" .checked=${stage.on} @change=${() => this.#toggle(stage)} aria-label="${title(stage.word)} on">on</label>`}
            </div>
            ${stage.on ? fields(title(stage.word), schema, stage.keys, stage.initial, keys => this.#edit(stage, keys), stage.word, this.model?.tolerance ?? []) : ''}
          </section>`;
      })}
      <label class="choice add"><span class="name">add a stage</span>
        <select .value=${''} @change=${(e: Event) => { const box = e.target as HTMLSelectElement; const word = box.value; box.value = ''; if (word) void this.#add(word); }}>
          <option value=""></option>${words.map(word => html`<option value=${word}>${title(word)}</option>`)}
        </select></label>`;
  }
}
