import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Image } from './path.js';

const WIDTH = 256;
const HEIGHT = 72;

const KINDS: Record<number, [string, string][]> = {
  1: [['all pixels', 'grey']],
  4: [['red', 'red'], ['green in red rows', 'green'], ['green in blue rows', 'green-other'], ['blue', 'blue']],
};

/** The histogram of the raw samples, logarithmic, with the levels of no light and of full wells. */
export function histogram(image: Image): TemplateResult {
  const { lowest, highest, counts } = image.histogram;
  const most = Math.log1p(Math.max(...counts.flat()));
  const bins = counts[0]?.length ?? 1;
  const kinds = KINDS[counts.length] ?? [];
  const at = (value: number): number => ((value - lowest) / (highest - lowest)) * WIDTH;
  const levels: [string, number | undefined][] = [['black', image.black], ['saturation', image.white]];
  const outside = levels.filter(([, value]) => value !== undefined && value > highest);
  return html`
    <figure class="histogram">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
        aria-label="Histogram of the raw samples from ${Math.round(lowest)} to ${Math.round(highest)} ${image.unit}">
        ${counts.map((row, kind) => svg`
          <path class="curve ${kinds[kind]?.[1] ?? 'grey'}" d=${row
            .map((count, bin) => `${bin ? 'L' : 'M'}${(((bin + 0.5) / bins) * WIDTH).toFixed(1)} ${(HEIGHT * (1 - Math.log1p(count) / most)).toFixed(1)}`)
            .join('')}/>`)}
        ${levels.map(([name, value]) => value === undefined || value > highest ? '' : line(name, at(value)))}
      </svg>
      <figcaption>
        <span>${Math.round(lowest)}</span>
        <span>raw samples [${image.unit === 'DN' ? 'DN' : '1'}], logarithmic counts${outside.map(([name, value]) => ` · ${name} at ${value}`)}</span>
        <span>${highest < 10 ? highest.toFixed(2) : Math.round(highest)}</span>
      </figcaption>
      <ul class="key">
        ${kinds.map(([name, kind]) => html`<li class=${kind}>${name}</li>`)}
        ${levels.map(([name, value]) => value === undefined ? '' : html`<li class="level ${name}">${name} ${value}</li>`)}
      </ul>
    </figure>`;
}

function line(name: string, x: number): SVGTemplateResult {
  return svg`<line class="level ${name}" x1=${x} x2=${x} y1="0" y2=${HEIGHT}><title>${name}</title></line>`;
}
