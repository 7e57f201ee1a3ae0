import type { Place } from './viewer.js';

const CLOSEST = 64;

/** Where all panes look, and how bright: one object, which they share. */
export class Linked extends EventTarget implements Place {
  x = 0;
  y = 0;
  scale = 1;
  low = 0;
  high = 1;
  /** The pixel under the pointer. */
  cursor: { x: number; y: number } | undefined;
  /** Whether all of the image is visible, as it was at first. */
  fitted = false;
  #width = 1;
  #height = 1;

  /** Begins with another image: all of it is visible. */
  fit(width: number, height: number, canvas: { width: number; height: number }): void {
    this.#width = width;
    this.#height = height;
    this.x = width / 2;
    this.y = height / 2;
    this.scale = Math.min(canvas.width / width, canvas.height / height);
    this.fitted = true;
    this.#changed();
  }

  /** Moves by pixels of the screen. */
  move(right: number, down: number): void {
    this.x = clamp(this.x - right / this.scale, 0, this.#width);
    this.y = clamp(this.y - down / this.scale, 0, this.#height);
    this.fitted = false;
    this.#changed();
  }

  /** Zooms, and keeps the image point at a place of the screen, from the middle. */
  zoom(factor: number, right = 0, down = 0): void {
    const smallest = 16 / Math.max(this.#width, this.#height);
    const scale = clamp(this.scale * factor, smallest, CLOSEST);
    this.x = clamp(this.x + right / this.scale - right / scale, 0, this.#width);
    this.y = clamp(this.y + down / this.scale - down / scale, 0, this.#height);
    this.scale = scale;
    this.fitted = false;
    this.#changed();
  }

  /** Shows an image pixel as one of the screen. */
  actualSize(): void {
    this.zoom(1 / this.scale);
  }

  /** Sets what is shown black and white. */
  stretch(low: number, high: number): void {
    this.low = Math.min(low, high - 0.001);
    this.high = Math.max(high, low + 0.001);
    this.#changed();
  }

  /** Sets the pixel that is looked at. */
  point(cursor: { x: number; y: number } | undefined): void {
    const within =
      cursor && cursor.x >= 0 && cursor.y >= 0 && cursor.x < this.#width && cursor.y < this.#height;
    this.cursor = within ? { x: Math.floor(cursor.x), y: Math.floor(cursor.y) } : undefined;
    this.dispatchEvent(new Event('cursor'));
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
