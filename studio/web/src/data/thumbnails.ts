import { postForBytes } from '../api.js';

const AT_ONCE = 16; // few, so that the first are soon seen
const MOST_REQUESTS = 2;
const MOST_KEPT = 2000;
const HEADER = 16;

/** The thumbnails of a data set: those that are wanted now are fetched, many per request. */
export class Thumbnails {
  /** The picture of a sample, or why there is none; the one used last is the last. */
  #known = new Map<number, ImageData | string>();
  #wanted: number[] = [];
  #coming = new Set<number>();
  #requests = 0;
  #paused = false;

  /**
   * @param set the id of the data set
   * @param arrived is called after some have arrived
   * @param failed is called when the server does not answer
   */
  constructor(
    private readonly set: string,
    private readonly arrived: () => void,
    private readonly failed: (message: string) => void,
  ) {}

  get(sample: number): ImageData | string | undefined {
    const known = this.#known.get(sample);
    if (known !== undefined) {
      this.#known.delete(sample);
      this.#known.set(sample, known);
    }
    return known;
  }

  /** States what is visible; what is no longer visible is not fetched any more. Returns how many are still to come. */
  want(samples: number[]): number {
    const missing = samples.filter(sample => !this.#known.has(sample));
    this.#wanted = missing.filter(sample => !this.#coming.has(sample));
    this.#fetch();
    return this.#paused ? 0 : missing.length;
  }

  #fetch(): void {
    while (this.#wanted.length > 0 && this.#requests < MOST_REQUESTS && !this.#paused) {
      void this.#request(this.#wanted.splice(0, AT_ONCE));
    }
  }

  async #request(samples: number[]): Promise<void> {
    this.#requests++;
    samples.forEach(sample => this.#coming.add(sample));
    try {
      this.#take(samples, await postForBytes('data/thumbnails', { set: this.set, samples }));
      this.arrived();
    } catch (problem) {
      this.#paused = true; // not again and again
      this.failed((problem as Error).message);
    } finally {
      samples.forEach(sample => this.#coming.delete(sample));
      this.#requests--;
    }
    this.#fetch();
  }

  #take(samples: number[], bytes: ArrayBuffer): void {
    const view = new DataView(bytes);
    let at = 0;
    for (const sample of samples) {
      const length = view.getInt32(at, true);
      at += 4;
      const size = Math.abs(length);
      this.#known.set(sample, length < 0
        ? new TextDecoder().decode(new Uint8Array(bytes, at, size))
        : picture(view, at, new Uint8Array(bytes, at + HEADER, size - HEADER)));
      at += size;
    }
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_KEPT) break;
      this.#known.delete(oldest);
    }
  }
}

function picture(view: DataView, at: number, rgb: Uint8Array): ImageData {
  const data = new ImageData(view.getInt32(at, true), view.getInt32(at + 4, true));
  const rgba = data.data;
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!;
    rgba[to + 1] = rgb[from + 1]!;
    rgba[to + 2] = rgb[from + 2]!;
    rgba[to + 3] = 255;
  }
  return data;
}
