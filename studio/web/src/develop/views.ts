import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import type { Linked } from './linked.js';
import type { PathRequest } from './path.js';
import { Latest, picture, type PictureQuestion } from './request.js';
import type { Picture, Region } from './viewer.js';

const LONGEST = 320;

/** The twelve views of what the other panes show, as a grid; each can be taken as the processing. */
@customElement('rawline-views')
export class Views extends PageElement {
  @property({ attribute: false }) path!: PathRequest;
  @property({ attribute: false }) linked!: Linked;
  @property({ attribute: false }) region!: () => Region | undefined;
  @state() private problem = '';
  @query('canvas') private canvas!: HTMLCanvasElement;
  readonly #asked = new Latest<PictureQuestion, Picture>(
    picture,
    answer => this.#draw(answer),
    problem => {
      this.problem = problem.message;
    },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.linked.addEventListener('change', this.#ask);
  }

  override disconnectedCallback(): void {
    this.linked.removeEventListener('change', this.#ask);
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('path')) this.#ask();
  }

  #ask = (): void => {
    const region = this.region();
    if (!region) return;
    const { low, high } = this.linked;
    this.#asked.want({ route: 'views', body: { path: this.path }, region, low, high, longest: LONGEST });
  };

  #draw(sheet: Picture): void {
    this.problem = '';
    this.canvas.width = sheet.width;
    this.canvas.height = sheet.height;
    const image = new ImageData(sheet.width, sheet.height);
    for (let from = 0, to = 0; to < image.data.length; to += 4) {
      image.data[to] = sheet.pixels[from++]!;
      image.data[to + 1] = sheet.pixels[from++]!;
      image.data[to + 2] = sheet.pixels[from++]!;
      image.data[to + 3] = 255;
    }
    this.canvas.getContext('2d')?.putImageData(image, 0, 0);
  }

  override render(): TemplateResult {
    const names = ['bilinear', 'malvar', 'menon'].flatMap(demosaicing =>
      ['sharpen', 'unsharp'].flatMap(sharpening =>
        ['median', 'gaussian'].map(denoising => `${demosaicing}-${sharpening}-${denoising}`)));
    return html`
      <div class="views">
        <canvas role="img" aria-label="The twelve views, four in a row"></canvas>
        ${names.map(name => html`
          <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('take', { bubbles: true, detail: name }))}
            title="Take this processing">${name}</button>`)}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}`;
  }
}
