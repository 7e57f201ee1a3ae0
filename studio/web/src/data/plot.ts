import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import { shape, type Colouring } from './colours.js';
import { brief, extent, type Column, type Table } from './table.js';

const MARGIN = 12;

/** Two numbers of samples as points; a lasso selects them. */
@customElement('rawline-plot')
export class Plot extends PageElement {
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) x!: Column;
  @property({ attribute: false }) y!: Column;
  @property({ attribute: false }) order!: Uint32Array;
  @property({ attribute: false }) selected!: Uint8Array;
  @property({ attribute: false }) colouring!: Colouring;
  @property({ type: Number }) version = 0;

  #lasso: [number, number][] = [];
  #waits = false;
  #resize = new ResizeObserver(() => this.#draw());

  override firstUpdated(): void {
    this.#resize.observe(this.#canvas);
  }

  override disconnectedCallback(): void {
    this.#resize.disconnect();
    super.disconnectedCallback();
  }

  override updated(_: PropertyValues<this>): void {
    this.#draw();
  }

  get #canvas(): HTMLCanvasElement {
    return this.querySelector('canvas')!;
  }

  /** Returns what turns numbers into places on the canvas. */
  #scales(): [(sample: number) => number, (sample: number) => number] {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const scale = (of: Column, from: number, to: number): ((sample: number) => number) => {
      const [low, high] = extent(of);
      const factor = high > low ? (to - from) / (high - low) : 0;
      return sample => from + (of.values[sample]! - low) * factor;
    };
    return [scale(this.x, MARGIN, width - MARGIN), scale(this.y, height - MARGIN, MARGIN)];
  }

  #draw = (): void => {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      if (this.isConnected) this.#paint();
    });
  };

  #paint(): void {
    const canvas = this.#canvas;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0) return;
    const dense = devicePixelRatio;
    canvas.width = width * dense;
    canvas.height = height * dense;
    const pen = canvas.getContext('2d')!;
    pen.scale(dense, dense);
    const [x, y] = this.#scales();
    const any = this.version > 0 && this.selected.includes(1);
    const size = this.order.length > 20_000 ? 2 : this.order.length > 2000 ? 4 : 6;
    const byColour: number[][] = this.colouring.colours.map(() => []);
    const chosen: number[] = [];
    for (const sample of this.order) {
      if (any && this.selected[sample]) chosen.push(sample);
      else byColour[this.colouring.of(sample)]?.push(sample);
    }
    pen.globalAlpha = any ? 0.3 : 0.8;
    byColour.forEach((samples, place) => {
      pen.fillStyle = this.colouring.colours[place]!;
      for (const sample of samples) mark(pen, shape(place), x(sample), y(sample), size);
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = getComputedStyle(canvas).color;
    for (const sample of chosen) {
      const place = this.colouring.of(sample);
      pen.fillStyle = this.colouring.colours[place]!;
      mark(pen, shape(place), x(sample), y(sample), size + 2);
      if (size > 2) pen.strokeRect(x(sample) - size / 2 - 1.5, y(sample) - size / 2 - 1.5, size + 3, size + 3);
    }
    if (this.#lasso.length > 1) {
      pen.beginPath();
      this.#lasso.forEach(([left, top], i) => (i === 0 ? pen.moveTo(left, top) : pen.lineTo(left, top)));
      pen.closePath();
      pen.setLineDash([4, 3]);
      pen.stroke();
    }
  }

  #at(event: PointerEvent): [number, number] {
    const box = this.#canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #down = (event: PointerEvent): void => {
    this.#lasso = [this.#at(event)];
    this.#canvas.setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    if (this.#lasso.length === 0) return;
    this.#lasso.push(this.#at(event));
    this.#draw();
  };

  #up = (event: PointerEvent): void => {
    const lasso = this.#lasso;
    this.#lasso = [];
    if (lasso.length > 2) {
      const [x, y] = this.#scales();
      if (!event.shiftKey) this.selected.fill(0);
      for (const sample of this.order) {
        if (isInside(lasso, x(sample), y(sample))) this.selected[sample] = 1;
      }
      this.dispatchEvent(new CustomEvent('changed', { bubbles: true }));
    }
    this.#draw();
  };

  override render(): TemplateResult {
    const [left, right] = extent(this.x);
    const [bottom, top] = extent(this.y);
    return html`
      <canvas class="plot" role="img"
        aria-label="${this.y.name} against ${this.x.name} of ${this.order.length} samples; the filters of both select by keyboard"
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up}></canvas>
      <p class="axes"><span>→ ${this.x.name} ${brief(left)} to ${brief(right)} ${this.x.unit}</span>
        <span>↑ ${this.y.name} ${brief(bottom)} to ${brief(top)} ${this.y.unit}</span></p>`;
  }
}

function mark(pen: CanvasRenderingContext2D, kind: number, x: number, y: number, size: number): void {
  if (kind === 0 || size < 3) {
    pen.fillRect(x - size / 2, y - size / 2, size, size);
    return;
  }
  pen.beginPath();
  if (kind === 1) {
    pen.arc(x, y, size / 2 + 0.5, 0, 2 * Math.PI);
  } else {
    pen.moveTo(x, y - size / 2 - 1);
    pen.lineTo(x + size / 2 + 1, y + size / 2);
    pen.lineTo(x - size / 2 - 1, y + size / 2);
  }
  pen.fill();
}

/** Returns whether a point is inside a closed line: a ray from it crosses the line an odd number of times. */
function isInside(line: [number, number][], x: number, y: number): boolean {
  let inside = false;
  let [fromX, fromY] = line[line.length - 1]!;
  for (const [toX, toY] of line) {
    if (toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) inside = !inside;
    [fromX, fromY] = [toX, toY];
  }
  return inside;
}
