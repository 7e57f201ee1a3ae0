import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Course } from './watch.js';

const WIDTH = 400;
const WIDE = 760;
const LEFT = 52;
const WIDE_LEFT = 84;
const LEAST_SHARE = 1.25;
const MOST_SHARE = 4;

/** Returns a number with few digits. */
export function number(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return (size >= 1e5 || size < 1e-3 ? value.toExponential(2) : size >= 100 ? value.toFixed(1) : value.toPrecision(3)).replace('-', '−');
}

/** Returns the name of a quantity for people. */
export function named(name: string): string {
  return name.replaceAll('_', ' ');
}

interface Panel {
  left: number;
  right: number;
  top: number;
  height: number;
  low: number;
  high: number;
}

function y({ top, height, low, high }: Panel, value: number): number {
  return top + height * (1 - (Math.min(Math.max(value, low), high) - low) / (high - low || 1));
}

function frame(panel: Panel, labels: [number, string][]): SVGTemplateResult {
  return svg`<rect class="frame" x=${panel.left} y=${panel.top} width=${panel.right - panel.left} height=${panel.height}/>
    ${labels.map(([at, text]) => svg`<text class="tick" x=${panel.left - 5} y=${y(panel, at) + 3.5} text-anchor="end">${text}</text>`)}`;
}

/**
 * Draws a control chart: above the values, below the chart as a share of its limit. A diamond is where an alarm
 * begins, a bar how long it lasts. All numbers are those of the journal.
 *
 * @param values whether the values are drawn too; without them the chart is wide, to be read from afar
 */
export function chart({ quantity, points }: Course, values = true): TemplateResult {
  const width = values ? WIDTH : WIDE;
  const [left, right] = [values ? LEFT : WIDE_LEFT, width - 8];
  const first = points[0]!.file.number;
  const last = points.at(-1)!.file.number;
  const x = (file: number): number => left + 6 + ((right - left - 12) * (file - first)) / (last - first || 1);
  const shares = points.map(point => point.level / quantity.limit);
  const reach = Math.min(Math.max(1.1 * Math.max(...shares.map(Math.abs)), LEAST_SHARE), MOST_SHARE);
  const low = Math.min(...points.map(point => point.value));
  const high = Math.max(...points.map(point => point.value));
  const room = 0.1 * (high - low) || 1;
  const above: Panel = { left, right, top: 8, height: values ? 92 : 0, low: low - room, high: high + room };
  const below: Panel = { left, right, top: values ? 110 : 8, height: values ? 70 : 92, low: -reach, high: reach };
  const bottom = below.top + below.height;
  const signals = shares.map(share => Math.abs(share) > 1);
  const begins = points.filter((_, i) => signals[i] && !signals[i - 1]);
  const count = signals.filter(Boolean).length;
  const said = `${named(quantity.name)}: ${count ? `${count} of ${points.length} images signal, the first is ${begins[0]!.file.name}` : `no alarm in ${points.length} images`}; now at ${Math.round(100 * shares.at(-1)!)} % of the limit`;
  const path = shares.map((share, i) => `${x(points[i]!.file.number).toFixed(1)},${y(below, share).toFixed(1)}`).join(' ');
  return html`
    <svg class="control-chart" viewBox="0 0 ${width} ${bottom + (values ? 20 : 28)}" role="img" aria-label=${said}>
      ${values ? svg`
        ${frame(above, [[low, number(low)], [high, number(high)]])}
        ${points.map(point => svg`<circle cx=${x(point.file.number)} cy=${y(above, point.value)} r=${points.length > 100 ? 1.6 : 2.6}><title>${point.file.name}: ${number(point.value)} ${quantity.unit}</title></circle>`)}` : ''}
      ${frame(below, [[1, 'limit'], ...(reach < 2 ? [[0, '0'] as [number, string]] : []), [-1, '−limit']])}
      ${[1, -1].map(share => svg`<line class="limit" x1=${left} x2=${right} y1=${y(below, share)} y2=${y(below, share)}/>`)}
      <polyline class="course" points=${path}/>
      ${points.map((point, i) => signals[i] ? svg`<rect class="alarm" x=${x(point.file.number) - 2} width=${Math.max(4, (right - left) / points.length)} y=${bottom - 5} height="5"/>` : '')}
      ${begins.map(point => svg`<path class="alarm" d="M${x(point.file.number)} ${y(below, point.level / quantity.limit) - 6} l5 6 -5 6 -5 -6z"><title>an alarm begins at ${point.file.name}</title></path>`)}
      <text class="tick" x=${left + 6} y=${bottom + (values ? 14 : 22)}>${first}</text>
      <text class="tick" x=${right - 6} y=${bottom + (values ? 14 : 22)} text-anchor="end">image ${last}</text>
    </svg>`;
}

/** Draws a control chart with its title. */
export function charted(course: Course): TemplateResult {
  return html`<figure class="charted">
    <figcaption>${course.quantity.means ?? named(course.quantity.name)} [${course.quantity.unit ?? '1'}]</figcaption>
    ${chart(course)}</figure>`;
}
