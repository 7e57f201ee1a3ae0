import { html, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import { brief, extent, type Column } from './table.js';

const BARS = 48;
const WIDTH = 240;
const HEIGHT = 56;

/** A histogram of a number, of which a range is brushed, or typed. */
@customElement('rawline-brush')
export class Brush extends PageElement {
  @property({ attribute: false }) column!: Column;
  @property({ attribute: false }) range: [number, number] | undefined;
  #begin: number | undefined;

  get #bars(): number[] {
    const [low, high] = extent(this.column);
    const bars = new Array<number>(BARS).fill(0);
    const scale = high > low ? (BARS - 1e-9) / (high - low) : 0;
    for (const value of this.column.values) {
      if (!Number.isNaN(value)) bars[Math.floor((value - low) * scale)]!++;
    }
    const most = Math.max(1, ...bars);
    return bars.map(count => (count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT)));
  }

  #value(event: PointerEvent): number {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const [low, high] = extent(this.column);
    return low + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * (high - low);
  }

  #down = (event: PointerEvent): void => {
    this.#begin = this.#value(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    if (this.#begin === undefined) return;
    const end = this.#value(event);
    if (end !== this.#begin) this.#set([Math.min(this.#begin, end), Math.max(this.#begin, end)]);
  };

  #up = (): void => {
    this.#begin = undefined;
  };

  #set(range: [number, number] | undefined): void {
    this.range = range;
    this.dispatchEvent(new CustomEvent('range', { detail: range, bubbles: true }));
  }

  #typed(event: Event, end: 0 | 1): void {
    const value = (event.target as HTMLInputElement).valueAsNumber;
    const range: [number, number] = [...(this.range ?? extent(this.column))];
    range[end] = Number.isNaN(value) ? extent(this.column)[end] : value;
    this.#set(range);
  }

  override render(): TemplateResult {
    const [low, high] = extent(this.column);
    const x = (value: number): number => (high > low ? ((value - low) / (high - low)) * WIDTH : 0);
    const step = WIDTH / BARS;
    const [from, to] = this.range ?? [low, high];
    return html`
      <svg class="brush" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}>
        ${this.#bars.map((height, i) => svg`<rect x=${i * step} y=${HEIGHT - height} width=${step - 0.5} height=${height}></rect>`)}
        ${this.range ? svg`<rect class="brushed" x=${x(from)} y="0" width=${Math.max(1, x(to) - x(from))} height=${HEIGHT}></rect>` : ''}
      </svg>
      <div class="range">
        <input type="number" step="any" aria-label="${this.column.name}, lowest" .value=${brief(from)} @change=${(e: Event) => this.#typed(e, 0)}>
        <span>${this.column.unit}</span>
        <input type="number" step="any" aria-label="${this.column.name}, highest" .value=${brief(to)} @change=${(e: Event) => this.#typed(e, 1)}>
        <button type="button" ?disabled=${!this.range} @click=${() => this.#set(undefined)}>All</button>
      </div>`;
  }
}
