/** Pictures on a canvas, moved and scaled by the graphics processor. */

/** A part of a picture as it came from the server. */
export interface Picture {
  /** Samples in a row of the picture. */
  width: number;
  height: number;
  /** Red, green, blue, 8 bits each. */
  pixels: Uint8Array;
  /** The part of the image that it shows [px]. */
  region: Region;
  /** The brightness that 0 and 255 stand for. */
  low: number;
  high: number;
}

/** What is known of a picture whose pixels are with the graphics processor. */
export type Held = Omit<Picture, 'pixels'>;

export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What all panes share: the image point in their middle, device pixels per image pixel, contrast. */
export interface Place {
  x: number;
  y: number;
  scale: number;
  low: number;
  high: number;
}

const VERTEX = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(4.0 * corner - 1.0, 0.0, 1.0);
}`;

/** One picture within a rectangle: its choices are made before, since each costs a processor as much as a pixel. */
function fragment(sample: string): string {
  return `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform vec4 at;
uniform vec2 levels;
out vec4 colour;
void main() {
  vec2 place = at.xy * gl_FragCoord.xy + at.zw;
  colour = vec4(${sample}.rgb * levels.x + levels.y, 1);
}`;
}

/** Samples as they are: a filter's coordinates are too coarse to find each. */
const EXACT = fragment('texelFetch(picture, ivec2(place), 0)');

const SMOOTH = fragment('texture(picture, place / vec2(textureSize(picture, 0)))');

/** A program and where its numbers go. */
interface Painter {
  program: WebGLProgram;
  at: WebGLUniformLocation | null;
  levels: WebGLUniformLocation | null;
}

/** Where the middle of a pixel lies between two of the image, it is the later one's, however the processor rounds [device px]. */
const NUDGE = 1 / 256;

const GROUND = [0.13, 0.13, 0.14] as const;

/** A rectangle of the canvas, from its lower left corner [device px]. */
interface Rectangle {
  left: number;
  bottom: number;
  right: number;
  top: number;
}

/** The parts of a picture: all of it, coarsely, and what is visible, exactly. */
export type Part = 'whole' | 'detail';

/** Draws one or two pictures into a canvas. */
export class Viewer {
  readonly #gl: WebGL2RenderingContext;
  readonly #exact: Painter;
  readonly #smooth: Painter;
  readonly #textures = new Map<string, WebGLTexture>();
  readonly #pictures = new Map<string, Held>();

  constructor(readonly canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error('this browser has no WebGL 2: use another one, or switch it on');
    this.#gl = gl;
    this.#exact = link(gl, EXACT);
    this.#smooth = link(gl, SMOOTH);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  /** Takes a part of a picture; undefined removes it. */
  set(slot: 0 | 1, part: Part, picture: Picture | undefined): void {
    const key = part + slot;
    const gl = this.#gl;
    if (!picture) {
      this.#pictures.delete(key);
      return;
    }
    let texture = this.#textures.get(key);
    if (!texture) {
      texture = gl.createTexture();
      this.#textures.set(key, texture);
    }
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB8, picture.width, picture.height, 0, gl.RGB, gl.UNSIGNED_BYTE, picture.pixels);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    const { pixels: _, ...held } = picture;
    this.#pictures.set(key, held);
  }

  /** Returns the exact part that is held. */
  detail(slot: 0 | 1): Held | undefined {
    return this.#pictures.get('detail' + slot);
  }

  /** Draws; left of the split stands the first picture, right of it the second. */
  draw(place: Place, split: number): void {
    const gl = this.#gl;
    const { width, height } = this.canvas;
    const middle = firstFrom(split * width);
    gl.viewport(0, 0, width, height);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(...GROUND, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    this.#side(0, { left: 0, bottom: 0, right: middle, top: height }, place);
    this.#side(1, { left: middle, bottom: 0, right: width, top: height }, place);
  }

  #side(slot: 0 | 1, side: Rectangle, place: Place): void {
    const [whole, detail] = (['whole', 'detail'] as const).map(part => this.#part(part + slot, side, place));
    if (whole && !(detail && same(detail.seen, side))) whole.draw();
    detail?.draw();
  }

  /** Returns where a picture is seen, and what draws it. */
  #part(key: string, side: Rectangle, place: Place): { seen: Rectangle; draw: () => void } | undefined {
    const picture = this.#pictures.get(key);
    if (!picture) return undefined;
    const gl = this.#gl;
    const { region } = picture;
    const left = (region.left - place.x) * place.scale + this.canvas.width / 2;
    const top = (place.y - region.top) * place.scale + this.canvas.height / 2;
    const width = region.width * place.scale;
    const height = region.height * place.scale;
    const seen = {
      left: Math.max(side.left, firstFrom(left)),
      bottom: Math.max(side.bottom, firstAbove(top - height)),
      right: Math.min(side.right, firstFrom(left + width)),
      top: Math.min(side.top, firstAbove(top)),
    };
    if (seen.right <= seen.left || seen.top <= seen.bottom) return undefined;
    return {
      seen,
      draw: () => {
        const { program, at, levels } = width >= picture.width ? this.#exact : this.#smooth;
        const across = picture.width / width;
        const down = picture.height / height;
        const stretch = place.high - place.low;
        gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(key)!);
        gl.useProgram(program);
        gl.uniform4f(at, across, -down, (NUDGE - left) * across, (NUDGE + top) * down);
        gl.uniform2f(levels, (picture.high - picture.low) / stretch, (picture.low - place.low) / stretch);
        gl.scissor(seen.left, seen.bottom, seen.right - seen.left, seen.top - seen.bottom);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
      },
    };
  }
}

/** Returns the first column whose middle is not left of a place. */
function firstFrom(place: number): number {
  return Math.ceil(place - 0.5);
}

/** Returns the first row whose middle is above a place: one that is at it shows what is below. */
function firstAbove(place: number): number {
  return Math.floor(place - 0.5) + 1;
}

function same(one: Rectangle, other: Rectangle): boolean {
  return one.left === other.left && one.bottom === other.bottom && one.right === other.right && one.top === other.top;
}

function link(gl: WebGL2RenderingContext, fragmentShader: string): Painter {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, fragmentShader]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('the graphics context is lost: reload the page');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`the picture cannot be drawn: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  return { program, at: gl.getUniformLocation(program, 'at'), levels: gl.getUniformLocation(program, 'levels') };
}
