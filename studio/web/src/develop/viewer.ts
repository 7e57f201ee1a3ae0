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

const FRAGMENT = `#version 300 es
precision highp float;
uniform vec2 size;
uniform vec3 place;
uniform vec2 contrast;
uniform float split;
uniform sampler2D whole[2];
uniform sampler2D detail[2];
uniform vec4 wholeRegion[2];
uniform vec4 detailRegion[2];
uniform vec2 wholeRange[2];
uniform vec2 detailRange[2];
uniform vec3 ground;
out vec4 colour;

vec4 look(sampler2D picture, vec4 region, vec2 range, vec2 at) {
  vec2 where = (at - region.xy) / region.zw;
  if (region.z <= 0.0 || any(lessThan(where, vec2(0))) || any(greaterThanEqual(where, vec2(1)))) return vec4(0);
  vec2 texel = where * vec2(textureSize(picture, 0));
  vec2 shrink = region.zw * place.z / vec2(textureSize(picture, 0));
  vec3 seen = shrink.x >= 1.0
    ? texelFetch(picture, ivec2(texel), 0).rgb
    : texture(picture, where).rgb;
  return vec4(range.x + seen * (range.y - range.x), 1);
}

void main() {
  vec2 screen = vec2(gl_FragCoord.x, size.y - gl_FragCoord.y);
  vec2 at = place.xy + (screen - 0.5 * size) / place.z;
  vec4 seen;
  if (screen.x < split * size.x) {
    seen = look(detail[0], detailRegion[0], detailRange[0], at);
    if (seen.a == 0.0) seen = look(whole[0], wholeRegion[0], wholeRange[0], at);
  } else {
    seen = look(detail[1], detailRegion[1], detailRange[1], at);
    if (seen.a == 0.0) seen = look(whole[1], wholeRegion[1], wholeRange[1], at);
  }
  vec3 shown = clamp((seen.rgb - contrast.x) / (contrast.y - contrast.x), 0.0, 1.0);
  colour = vec4(mix(ground, shown, seen.a), 1);
}`;

/** The parts of a picture: all of it, coarsely, and what is visible, exactly. */
export type Part = 'whole' | 'detail';

/** Draws one or two pictures into a canvas. */
export class Viewer {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #textures = new Map<string, WebGLTexture>();
  readonly #pictures = new Map<string, Picture>();

  constructor(readonly canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { antialias: false, alpha: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error('this browser has no WebGL 2: use another one, or switch it on');
    this.#gl = gl;
    this.#program = link(gl);
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
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.#pictures.set(key, picture);
  }

  /** Returns the exact part that is held. */
  detail(slot: 0 | 1): Picture | undefined {
    return this.#pictures.get('detail' + slot);
  }

  /** Draws; left of the split stands the first picture, right of it the second. */
  draw(place: Place, split: number): void {
    const gl = this.#gl;
    const canvas = this.canvas;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.useProgram(this.#program);
    this.#uniform('size', canvas.width, canvas.height);
    this.#uniform('place', place.x, place.y, place.scale);
    this.#uniform('contrast', place.low, place.high);
    this.#uniform('split', split);
    this.#uniform('ground', 0.13, 0.13, 0.14);
    let unit = 0;
    for (const part of ['whole', 'detail'] as const) {
      for (const slot of [0, 1] as const) {
        const picture = this.#pictures.get(part + slot);
        const region = picture?.region;
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(part + slot) ?? null);
        gl.uniform1i(this.#at(`${part}[${slot}]`), unit++);
        this.#uniform(`${part}Region[${slot}]`, region?.left ?? 0, region?.top ?? 0, region?.width ?? 0, region?.height ?? 0);
        this.#uniform(`${part}Range[${slot}]`, picture?.low ?? 0, picture?.high ?? 1);
      }
    }
    gl.activeTexture(gl.TEXTURE0);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #at(name: string): WebGLUniformLocation | null {
    return this.#gl.getUniformLocation(this.#program, name);
  }

  #uniform(name: string, ...values: number[]): void {
    const gl = this.#gl;
    const at = this.#at(name);
    if (values.length === 1) gl.uniform1fv(at, values);
    else if (values.length === 2) gl.uniform2fv(at, values);
    else if (values.length === 3) gl.uniform3fv(at, values);
    else gl.uniform4fv(at, values);
  }
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
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
  return program;
}
