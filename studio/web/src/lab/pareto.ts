import { html, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api.js';
import { PageElement } from '../element.js';
import { brief, ticks } from './text.js';
import type { Numeral } from './types.js';

interface Way {
  words: string;
  cost: number;
  value: number;
  low: Numeral;
  high: Numeral;
  kept: Numeral;
  front: boolean;
  beaten: boolean;
}

interface Points {
  metric: string;
  keep: number;
  reference: string | null;
  knee: string | null;
  sure: string | null;
  ways: Way[];
  sentences: string[];
}

const WIDTH = 720;
const HEIGHT = 340;
const LEFT = 64;
const RIGHT = 20;
const TOP = 14;
const BOTTOM = 46;

/** What ways to acquire samples cost, and how well models do with them. */
@customElement('rawline-pareto')
export class Pareto extends PageElement {
  @property({ attribute: false }) run = 0;
  @state() private found: Points | undefined;
  @state() private problem = '';
  @state() private active = '';

  override updated(changed: PropertyValues): void {
    if (changed.has('run')) {
      get<Points>('lab/pareto', { run: String(this.run) }).then(
        found => (this.found = found),
        (problem: Error) => (this.problem = problem.message),
      );
    }
  }

  override render(): TemplateResult {
    const found = this.found;
    if (!found) return html`${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : html`<p role="status">reading …</p>`}`;
    return html`
      <ul class="lab-findings">${found.sentences.map(sentence => html`<li>${sentence}</li>`)}</ul>
      <div class="lab-scroll" tabindex="0" role="group" aria-label="Pareto front">${this.#draw(found)}</div>
      <p class="lab-note">Blue: Pareto front, nothing cheaper is better, with 95 % intervals; ◆ vermilion: the knee, the cheapest that keeps ${Math.round(100 * found.keep)} %; ■ as recorded; grey: others.</p>
      <details><summary>All ${found.ways.length} acquisitions</summary>
        <div class="lab-scroll" tabindex="0" role="group" aria-label="Acquisitions">
          <table class="lab-table"><thead><tr>${['acquisition', 'cost', found.metric, '95 % interval', 'kept', 'front', 'significantly beaten'].map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
            <tbody>${found.ways.map(way => html`
              <tr class=${this.active === way.words ? 'marked' : ''} @pointerenter=${() => (this.active = way.words)}><th scope="row">${way.words}</th><td class="lab-figure">${brief(way.cost)}</td><td class="lab-figure">${brief(way.value)}</td>
                <td>${way.low === 'NaN' ? '–' : `${brief(way.low)} to ${brief(way.high)}`}</td><td class="lab-figure">${way.kept === 'NaN' ? '–' : brief(way.kept)}</td>
                <td>${way.front ? 'yes' : ''}</td><td>${way.beaten ? 'yes' : ''}</td></tr>`)}</tbody></table>
        </div>
      </details>`;
  }

  #draw(found: Points): TemplateResult {
    const costs = found.ways.map(way => way.cost);
    const values = found.ways.flatMap(way => [way.value, ...(way.front ? [Number(way.low), Number(way.high)].filter(Number.isFinite) : [])]);
    const room = (numbers: number[]): [number, number] => {
      const low = Math.min(...numbers);
      const high = Math.max(...numbers);
      const margin = 0.06 * (high - low || Math.abs(high) || 1);
      return [low - margin, high + margin];
    };
    const [left, right] = room(costs);
    const [low, high] = room(values);
    const x = (cost: number): number => LEFT + ((cost - left) / (right - left)) * (WIDTH - LEFT - RIGHT);
    const y = (value: number): number => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
    const front = found.ways.filter(way => way.front).sort((a, b) => a.cost - b.cost);
    const steps = front.map((way, i) => (i === 0 ? `M${x(way.cost)} ${y(way.value)}` : `H${x(way.cost)} V${y(way.value)}`)).join(' ');
    return html`
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width=${WIDTH} height=${HEIGHT} class="lab-pareto" role="img" aria-label="${found.metric} against cost of ${found.ways.length} acquisitions, ${front.length} on the front">
        ${ticks(low, high).map(tick => svg`<line x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(tick)} y2=${y(tick)} class="lab-gridline"/><text x=${LEFT - 6} y=${y(tick) + 4} text-anchor="end">${brief(tick)}</text>`)}
        ${ticks(left, right, 7).map(tick => svg`<text x=${x(tick)} y=${HEIGHT - BOTTOM + 18} text-anchor="middle">${brief(tick)}</text>`)}
        <text x=${(LEFT + WIDTH - RIGHT) / 2} y=${HEIGHT - 8} text-anchor="middle">cost</text>
        <text x="14" y=${HEIGHT / 2} text-anchor="middle" transform="rotate(-90 14 ${HEIGHT / 2})">${found.metric}</text>
        <path d=${steps} class="lab-front"/>
        ${[...found.ways].sort((a, b) => Number(a.front) - Number(b.front)).map(way => this.#point(found, way, x, y))}
      </svg>`;
  }

  #point(found: Points, way: Way, x: (cost: number) => number, y: (value: number) => number): TemplateResult {
    const kind = way.words === found.knee ? 'knee' : way.front ? 'front' : 'other';
    const at = [x(way.cost), y(way.value)] as const;
    const shape = way.words === found.reference
      ? svg`<rect x=${at[0] - 5} y=${at[1] - 5} width="10" height="10" class=${kind}/>`
      : kind === 'knee'
        ? svg`<path d="M${at[0]} ${at[1] - 9} l8 9 l-8 9 l-8 -9 z" class=${kind}/>`
        : svg`<circle cx=${at[0]} cy=${at[1]} r=${kind === 'front' ? 5 : 3.5} class=${kind}/>`;
    const known = way.front && Number.isFinite(Number(way.low)) && way.low !== null;
    return svg`<g class=${this.active === way.words ? 'active' : ''} @pointerenter=${() => (this.active = way.words)}>
      ${known ? svg`<line x1=${at[0]} x2=${at[0]} y1=${y(Number(way.low))} y2=${y(Number(way.high))} class=${kind}/>` : ''}
      ${shape}<title>${way.words}: ${brief(way.value)} at a cost of ${brief(way.cost)}</title></g>` as TemplateResult;
  }
}
