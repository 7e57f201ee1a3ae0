import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import type { Linked } from './linked.js';
import type { Place } from '../browse.js';
import type { Image, PathRequest } from './path.js';
import './views.js';
import { giveBack, Latest, picture, type PictureQuestion } from './request.js';
import { Viewer, type Held, type Picture, type Region } from './viewer.js';

/** What a pane shows: a frame by its name and number, the pinned variant, or both. */
export interface Shown {
  kind: 'frame' | 'pinned' | 'split' | 'difference' | 'views' | 'gradient';
  frame: number;
}

const MARGIN = 8;
const LONGEST = 4096;
const COARSE = 512;
const STEP = 40;

/** What lies outside the view is asked for when nothing has changed for so long [ms]. */
const REST = 1000;

/** One picture with its choice above it; all panes move together. */
@customElement('rawline-pane')
export class Pane extends PageElement {
  @property({ attribute: false }) image!: Image;
  @property({ attribute: false }) path!: PathRequest;
  @property({ attribute: false }) pinned: PathRequest | undefined;
  @property({ attribute: false }) model: Place | undefined;
  /** The colour difference that is painted darkest. */
  @property({ attribute: false }) most: number | undefined;
  @property({ attribute: false }) linked!: Linked;
  @property({ attribute: false }) frames: string[] = [];
  @property({ attribute: false }) shown: Shown = { kind: 'frame', frame: 0 };
  @property({ type: Number }) number = 1;
  @state() private problem = '';
  @state() private note = '';
  @query('.exact') private canvas!: HTMLCanvasElement;
  #viewer: Viewer | undefined;
  #split = 0.5;
  #since = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #observer = new ResizeObserver(() => this.#resized());
  readonly #exact = [this.#latest(0, 'detail'), this.#latest(1, 'detail')] as const;
  readonly #coarse = [this.#latest(0, 'whole'), this.#latest(1, 'whole')] as const;

  #latest(slot: 0 | 1, part: 'whole' | 'detail'): Latest<PictureQuestion, Picture> {
    return new Latest(
      picture,
      answer => this.#take(slot, part, answer),
      problem => {
        this.problem = problem.message;
      },
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.linked.addEventListener('change', this.#moved);
    this.linked.addEventListener('cursor', this.#pointed);
  }

  override disconnectedCallback(): void {
    this.linked.removeEventListener('change', this.#moved);
    this.linked.removeEventListener('cursor', this.#pointed);
    this.#observer.disconnect();
    clearTimeout(this.#resting);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    try {
      this.#viewer = new Viewer(this.canvas);
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
    this.#observer.observe(this.canvas);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('image')) {
      for (const slot of [0, 1] as const) {
        this.#viewer?.set(slot, 'whole', undefined);
        this.#viewer?.set(slot, 'detail', undefined);
      }
    }
    if (changed.has('path') || changed.has('pinned') || changed.has('shown') || changed.has('image') || (changed.has('most') && this.shown.kind === 'difference')) {
      this.#since = performance.now();
      this.#ask(true);
    }
  }

  /** The size of the canvas in pixels of the device. */
  get pixels(): { width: number; height: number } {
    return { width: this.canvas?.width ?? 0, height: this.canvas?.height ?? 0 };
  }

  #resized(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0) return;
    const density = Math.min(devicePixelRatio, 2);
    this.canvas.width = Math.round(clientWidth * density);
    this.canvas.height = Math.round(clientHeight * density);
    this.dispatchEvent(new Event('resized', { bubbles: true }));
    this.#draw();
    this.#ask(false);
  }

  #moved = (): void => {
    this.#draw();
    this.#ask(false);
  };

  #pointed = (): void => this.#draw();

  #draw(): void {
    if (!this.#viewer || this.canvas.width === 0) return;
    const split = this.shown.kind === 'split' ? this.#split : 1;
    this.#viewer.draw(this.linked, split);
  }

  /** Returns the part of the image that is visible, with a margin. */
  #visible(): Region | undefined {
    const { x, y, scale } = this.linked;
    const width = this.canvas.width / scale / 2 + MARGIN;
    const height = this.canvas.height / scale / 2 + MARGIN;
    const left = Math.max(0, Math.floor(x - width));
    const top = Math.max(0, Math.floor(y - height));
    const right = Math.min(this.image.width, Math.ceil(x + width));
    const bottom = Math.min(this.image.height, Math.ceil(y + height));
    return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
  }

  #ask(renewed: boolean): void {
    if (!this.#viewer || this.canvas.width === 0) return;
    const region = this.#visible();
    if (!region) return;
    const { low, high, scale } = this.linked;
    const longest = Math.min(LONGEST, Math.max(1, Math.ceil(Math.max(region.width, region.height) * Math.min(1, scale))));
    const all = { left: 0, top: 0, width: this.image.width, height: this.image.height };
    const around: (() => void)[] = [];
    this.#questions().forEach(({ whole, ...question }, slot) => {
      if (whole) {
        // A model looks at all of the picture.
        const side = Math.max(all.width, all.height);
        if (renewed) this.#exact[0].want({ ...question, region: all, low: 0, high: 1, longest: Math.min(side, LONGEST) });
        return;
      }
      const exact = { ...question, region, low, high, longest };
      const held = this.#viewer!.detail(slot as 0 | 1);
      if (renewed || !held || !covers(held, exact)) this.#exact[slot as 0 | 1].want(exact);
      if (renewed && scale > COARSE / Math.max(all.width, all.height)) {
        around.push(() => this.#coarse[slot as 0 | 1].want({ ...question, region: all, low: 0, high: 1, longest: COARSE }));
      }
    });
    if (renewed) {
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => around.forEach(ask => ask()), REST);
    }
  }

  /** Returns what the one or two pictures of this pane are asked by. */
  #questions(): { route: string; body: object; whole?: boolean }[] {
    const view = { route: 'picture', body: { path: this.path } };
    const pinned = { route: 'picture', body: { path: this.pinned ?? this.path } };
    switch (this.shown.kind) {
      case 'frame':
        return [{ route: 'picture', body: { path: this.path, frame: this.shown.frame } }];
      case 'pinned':
        return [pinned];
      case 'split':
        return [pinned, view];
      case 'difference':
        return [{ route: 'difference', body: { path: this.path, pinned: this.pinned ?? this.path, ...(this.most ? { most: this.most } : {}) } }];
      case 'gradient':
        return [{ route: 'gradient', body: { path: this.path, model: this.model }, whole: true }];
      case 'views':
        return [];
    }
  }

  #take(slot: 0 | 1, part: 'whole' | 'detail', answer: Picture): void {
    this.problem = '';
    this.#viewer?.set(slot, part, answer);
    giveBack(answer);
    this.#draw();
    if (part === 'detail' && this.#since > 0) {
      const since = this.#since;
      this.#since = 0;
      requestAnimationFrame(() => {
        const time = performance.now() - since;
        this.note = `${time.toFixed(0)} ms`;
        this.dispatchEvent(new CustomEvent('painted', { bubbles: true, detail: time }));
      });
    }
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const [right, down] = this.#fromMiddle(event);
    this.linked.zoom(Math.exp(-event.deltaY / (event.deltaMode === 0 ? 400 : 8)), right, down);
  }

  #fromMiddle(event: MouseEvent): [number, number] {
    const box = this.canvas.getBoundingClientRect();
    const density = this.canvas.width / box.width;
    return [
      (event.clientX - box.left - box.width / 2) * density,
      (event.clientY - box.top - box.height / 2) * density,
    ];
  }

  #down(event: PointerEvent): void {
    this.canvas.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const density = this.canvas.width / this.canvas.clientWidth;
    if (event.buttons === 1) {
      this.linked.move(event.movementX * density, event.movementY * density);
    }
    const [right, down] = this.#fromMiddle(event);
    this.linked.point({ x: this.linked.x + right / this.linked.scale, y: this.linked.y + down / this.linked.scale });
  }

  #key(event: KeyboardEvent): void {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
    };
    const step = steps[event.key];
    if (step && event.shiftKey) {
      const from = this.linked.cursor ?? { x: this.linked.x, y: this.linked.y };
      this.linked.point({ x: from.x - step[0], y: from.y - step[1] });
    } else if (step) {
      this.linked.move(step[0] * STEP, step[1] * STEP);
    } else if (event.key === '+' || event.key === '=') {
      this.linked.zoom(1.25);
    } else if (event.key === '-') {
      this.linked.zoom(0.8);
    } else if (event.key === '0') {
      this.linked.fit(this.image.width, this.image.height, this.pixels);
    } else if (event.key === '1') {
      this.linked.actualSize();
    } else {
      return;
    }
    event.preventDefault();
  }

  #choose(event: Event): void {
    const [kind, frame] = (event.target as HTMLSelectElement).value.split(':');
    this.dispatchEvent(
      new CustomEvent<Shown>('choose', { detail: { kind: kind as Shown['kind'], frame: Number(frame ?? 0) } }),
    );
  }

  #slide(event: Event): void {
    this.#split = Number((event.target as HTMLInputElement).value);
    this.#draw();
  }

  override render(): TemplateResult {
    const value = this.shown.kind === 'frame' ? `frame:${this.shown.frame}` : this.shown.kind;
    const choices: [string, string, boolean][] = [
      ...this.frames.map((name, i): [string, string, boolean] => [`frame:${i}`, name, false]),
      ['views', 'the twelve views', false],
      ['pinned', 'pinned variant', !this.pinned],
      ['split', 'split: pinned | view', !this.pinned],
      ['difference', 'difference to pinned (ΔE)', !this.pinned],
      ['gradient', 'gradient of the loss (model)', !this.model],
    ];
    return html`
      <div class="pane-bar">
        <select aria-label="Picture ${this.number}" @change=${this.#choose}>
          ${choices.map(([key, name, off]) => html`
            <option value=${key} ?selected=${key === value} ?disabled=${off}>${name}</option>`)}
        </select>
        ${this.shown.kind === 'split' ? html`
          <input type="range" class="split" min="0" max="1" step="0.005" .value=${String(this.#split)}
            aria-label="Place of the split" @input=${this.#slide}>` : ''}
        <span class="note" title="from the change to the picture on the screen">${this.note}</span>
      </div>
      ${this.shown.kind === 'views' ? html`
        <rawline-views .path=${this.path} .linked=${this.linked} .region=${() => this.#visible()}></rawline-views>` : ''}
      <canvas class="exact" ?hidden=${this.shown.kind === 'views'} tabindex="0" role="img" aria-label="Picture ${this.number}: ${choices.find(c => c[0] === value)?.[1] ?? ''}. Arrows move, plus and minus zoom, 0 fits, 1 is actual size, shift and arrows choose a pixel."
        @wheel=${this.#wheel} @pointerdown=${this.#down} @pointermove=${this.#move}
        @pointerleave=${() => this.linked.point(undefined)} @keydown=${this.#key}></canvas>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}`;
  }
}

/** Whether a picture holds all that is asked for, as finely, and as stretched. */
function covers(held: Held, asked: PictureQuestion): boolean {
  const { region } = held;
  const finely = Math.max(held.width, held.height) / Math.max(region.width, region.height);
  const wanted = asked.longest / Math.max(asked.region.width, asked.region.height);
  return (
    region.left <= asked.region.left &&
    region.top <= asked.region.top &&
    region.left + region.width >= asked.region.left + asked.region.width &&
    region.top + region.height >= asked.region.top + asked.region.height &&
    finely >= 0.99 * wanted &&
    finely <= 2 * wanted &&
    held.low === asked.low &&
    held.high === asked.high
  );
}
