import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { post } from '../api.js';
import { PageElement } from '../element.js';
import type { Linked } from './linked.js';
import type { PathRequest } from './path.js';
import { Latest } from './request.js';
import type { Region } from './viewer.js';

const BLOCK = 32;

interface Values {
  region: Region;
  colours: string[];
  raw: number[];
  electrons?: number[] | null;
  linear: number[][];
  view: number[][];
}

/** The numbers of the pixel under the pointer. */
@customElement('rawline-values')
export class PixelNumbers extends PageElement {
  @property({ attribute: false }) path!: PathRequest;
  @property({ attribute: false }) linked!: Linked;
  @property() unit = 'DN';
  @state() private block: Values | undefined;
  readonly #asked = new Latest<{ path: PathRequest; region: Region }, Values>(
    question => post<Values>('values', question),
    (values, question) => {
      if (question.path === this.path) this.block = values;
    },
    () => undefined,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.linked.addEventListener('cursor', this.#look);
  }

  override disconnectedCallback(): void {
    this.linked.removeEventListener('cursor', this.#look);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('path')) {
      this.block = undefined;
      this.#look();
    }
  }

  #look = (): void => {
    const cursor = this.linked.cursor;
    if (cursor && this.#index() < 0) {
      const left = cursor.x - (cursor.x % BLOCK);
      const top = cursor.y - (cursor.y % BLOCK);
      this.#asked.want({ path: this.path, region: { left, top, width: BLOCK, height: BLOCK } });
    }
    this.requestUpdate();
  };

  #index(): number {
    const cursor = this.linked.cursor;
    const region = this.block?.region;
    if (!cursor || !region) return -1;
    const column = cursor.x - region.left;
    const row = cursor.y - region.top;
    return column >= 0 && row >= 0 && column < region.width && row < region.height ? row * region.width + column : -1;
  }

  override render(): TemplateResult {
    const cursor = this.linked.cursor;
    const i = this.#index();
    const block = this.block;
    const three = (planes: number[][]): string => planes.map(plane => (plane[i] ?? NaN).toFixed(4)).join('  ');
    return html`
      <dl class="values" aria-live="off">
        <dt>pixel</dt><dd>${cursor ? `${cursor.x}, ${cursor.y}` : '–'}</dd>
        <dt>raw</dt><dd>${block && i >= 0 ? `${Number(block.raw[i]!.toPrecision(6))} ${this.unit === 'DN' ? 'DN' : ''} ${block.colours[i]!.toLowerCase()}` : '–'}</dd>
        <dt>charge</dt><dd>${block?.electrons && i >= 0 ? `${block.electrons[i]!.toFixed(1)} e⁻` : '–'}</dd>
        <dt>linear</dt><dd>${block && i >= 0 ? three(block.linear) : '–'}</dd>
        <dt>view</dt><dd>${block && i >= 0 ? three(block.view) : '–'}</dd>
      </dl>`;
  }
}
