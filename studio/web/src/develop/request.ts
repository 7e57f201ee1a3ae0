import { postForBytes } from '../api.js';
import type { Picture, Region } from './viewer.js';

/** Asks for one thing at a time; of what is asked meanwhile, the last is asked next. */
export class Latest<Q, A> {
  #busy = false;
  #next: Q | undefined;

  constructor(
    private readonly ask: (question: Q) => Promise<A>,
    private readonly take: (answer: A, question: Q) => void,
    private readonly fail: (problem: Error) => void,
  ) {}

  /** Asks, now or after what is asked already. */
  want(question: Q): void {
    this.#next = question;
    if (!this.#busy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#busy = true;
    while (this.#next !== undefined) {
      const question = this.#next;
      this.#next = undefined;
      try {
        this.take(await this.ask(question), question);
      } catch (problem) {
        this.fail(problem as Error);
      }
    }
    this.#busy = false;
  }
}

/** A picture that is asked for: of a route, its body, and what it shows. */
export interface PictureQuestion {
  route: string;
  body: object;
  region: Region;
  low: number;
  high: number;
  longest: number;
}

/** The last buffer that nobody needs any more: new ones for every picture keep the browser busy collecting old ones. */
let spare: ArrayBuffer | undefined;

/** Takes a buffer for the next picture, once the pixels of this one are drawn. */
export function giveBack(drawn: Picture): void {
  spare = drawn.pixels.buffer as ArrayBuffer;
}

/** Asks for a picture. */
export async function picture(question: PictureQuestion): Promise<Picture> {
  const { region, low, high, longest } = question;
  const into = spare;
  spare = undefined;
  const answer = await postForBytes(question.route, { ...question.body, region, low, high, longest }, into);
  const header = new DataView(answer);
  return {
    width: header.getInt32(0, true),
    height: header.getInt32(4, true),
    pixels: new Uint8Array(answer, 16),
    region,
    low,
    high,
  };
}
