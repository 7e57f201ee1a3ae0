import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, post } from '../api.js';
import type { Place } from '../browse.js';
import { PageElement } from '../element.js';
import { named, number } from './chart.js';
import { clock, mark, tile } from './mark.js';
import type { Verdict } from './watch.js';

type Number = number | null | undefined;

interface Limit {
  source: string;
  low?: Number;
  high?: Number;
  verdict?: Verdict | null;
}

interface Line {
  name: string;
  unit: string;
  reference_mean: number;
  mean: number;
  low: number;
  high: number;
  limits: Limit[];
  p_adjusted?: Number;
  verdict?: Verdict | null;
}

interface Parameter {
  name: string;
  unit: string;
  value?: Number;
  low?: Number;
  high?: Number;
  tolerated_low?: number;
  tolerated_high?: number;
  verdict?: Verdict;
}

interface Interval {
  value: number;
  low: number;
  high: number;
}

interface BatchRecord {
  verdict: Verdict;
  batch: string;
  images: number;
  reference: string;
  reference_images: number;
  quantities: Line[];
  drift: { drifted: boolean; false_alarms: number };
  cause?: { sentence: string; causes: string[]; numbers: Parameter[]; others: Parameter[] } | null;
  effect?: { metric: string; sound: Interval; predicted: Interval; drop: Interval; verdict?: Verdict | null } | null;
  task: Parameter[];
  offenders: { image: string; verdict: Verdict; why: string[] }[];
  new_defects?: unknown[] | null;
  origin?: { checked?: string };
}

interface Batch {
  record: BatchRecord;
  pictures: string[];
  certificate: boolean;
}

interface Certificate {
  unchanged: boolean;
  sha256: string;
  verdict: Verdict;
  evaluated: string;
  images: number;
  program: string;
}

interface Finding {
  part: string;
  agrees?: boolean | null;
  words: string;
}

const MOST_OFFENDERS = 48;
const known = (value: Number): string => (value === null || value === undefined ? '–' : number(value));
const interval = ({ low, high }: { low?: Number; high?: Number }): string => `${known(low)} to ${known(high)}`;

function limits(line: Line): string {
  return line.limits.map(({ low, high }) =>
    low == null ? `at most ${known(high)}` : high == null ? `at least ${known(low)}` : interval({ low, high })).join('; ') || '–';
}

/** A batch that was checked: its verdict, numbers, cause, images that stand out, and certificate. */
@customElement('rawline-batch')
export class BatchPart extends PageElement {
  @property({ attribute: false }) place!: Place;
  @state() private batch: Batch | undefined;
  @state() private certificate: Certificate | undefined;
  @state() private findings: { holds: boolean; findings: Finding[] } | undefined;
  @state() private busy = false;
  @state() private all = false;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#work(async () => {
      this.batch = await get<Batch>('quality/batch', { ...this.place });
      if (this.batch.certificate) this.certificate = await get<Certificate>('quality/certificate', { ...this.place });
    });
  }

  async #work(task: () => Promise<void>): Promise<void> {
    this.problem = '';
    this.busy = true;
    try {
      await task();
    } catch (problem) {
      this.problem = (problem as Error).message;
    } finally {
      this.busy = false;
    }
  }

  #quantities(lines: Line[]): TemplateResult {
    const notable = lines.filter(line => line.verdict && line.verdict !== 'pass');
    const shown = this.all ? lines : notable;
    return html`
      <section aria-label="Quantities">
        <div class="section-head"><h3>Quantities</h3>
          <label class="pick"><input type="checkbox" .checked=${this.all} @change=${(e: Event) => (this.all = (e.target as HTMLInputElement).checked)}> all ${lines.length}</label></div>
        ${shown.length ? html`<div class="scrolled" tabindex="0" role="region" aria-label="Table of quantities"><table>
          <thead><tr><th>quantity</th><th>reference</th><th>batch</th><th>95 %</th><th>unit</th><th>limits</th><th>p</th><th>verdict</th></tr></thead>
          <tbody>${shown.map(line => html`<tr><th scope="row">${named(line.name)}</th><td>${known(line.reference_mean)}</td><td>${known(line.mean)}</td>
            <td>${interval(line)}</td><td>${line.unit}</td><td>${limits(line)}</td><td>${known(line.p_adjusted)}</td>
            <td>${line.verdict ? mark(line.verdict) : '–'}</td></tr>`)}</tbody></table></div>`
          : html`<p class="hint">All within their limits.</p>`}
      </section>`;
  }

  #parameters(title: string, parameters: Parameter[]): TemplateResult {
    const task = parameters.some(each => each.verdict);
    return html`<div class="scrolled" tabindex="0" role="region" aria-label=${title}><table>
      <thead><tr><th>${title}</th><th>value</th><th>95 %</th>${task ? html`<th>tolerated</th>` : ''}<th>unit</th>${task ? html`<th>verdict</th>` : ''}</tr></thead>
      <tbody>${parameters.map(each => html`<tr><th scope="row">${named(each.name)}</th><td>${known(each.value)}</td><td>${interval(each)}</td>
        ${task ? html`<td>${known(each.tolerated_low)} to ${known(each.tolerated_high)}</td>` : ''}<td>${each.unit}</td>
        ${task ? html`<td>${mark(each.verdict)}</td>` : ''}</tr>`)}</tbody></table></div>`;
  }

  #certified(certificate: Certificate): TemplateResult {
    return html`
      <section aria-label="Certificate">
        <h3>Certificate</h3>
        <p>${mark(certificate.verdict)} ${certificate.images} images, evaluated ${clock(certificate.evaluated)} by ${certificate.program}.
          ${certificate.unchanged ? 'Its checksum agrees: the page is as it was written.' : html`<strong class="turned">It was changed after it was written.</strong>`}</p>
        <p class="hint sum">SHA-256 ${certificate.sha256}</p>
        <div class="buttons"><button type="button" ?disabled=${this.busy} @click=${() => void this.#work(async () => {
          this.findings = await post('quality/verify', { ...this.place });
        })}>Verify certificate, reference and batch</button>${this.busy ? html`<span role="status">reads the images …</span>` : ''}</div>
        ${this.findings ? html`
          <p role="status">${mark(this.findings.holds ? 'pass' : 'fail')} ${this.findings.holds ? 'verified: nothing differs' : 'not verified'}</p>
          <ul class="findings">${this.findings.findings.map(finding => html`
            <li><strong>${finding.part}</strong> ${finding.agrees == null ? 'not checked' : finding.agrees ? 'agrees' : 'differs'}: ${finding.words}</li>`)}</ul>` : ''}
      </section>`;
  }

  override render(): TemplateResult {
    const { batch } = this;
    if (!batch) return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : html`<p class="hint">Reads the results …</p>`;
    const { record } = batch;
    const moved = record.cause?.numbers ?? [];
    return html`
      <div class="headline ${record.verdict}">${mark(record.verdict)}<h2>${record.batch}</h2>
        <span>${record.images} images, compared with ${record.reference} (${record.reference_images} images)${record.origin?.checked ? `, checked ${clock(record.origin.checked)}` : ''}</span></div>
      <p>${record.drift.drifted ? 'The drift tests find a difference' : 'The drift tests find no difference'} (false alarms at most ${known(100 * record.drift.false_alarms)} %).</p>
      ${record.cause ? html`<section aria-label="Cause"><h3>Cause</h3><p>${record.cause.sentence}</p>
        ${moved.length ? this.#parameters('attributed to', moved) : nothing}</section>` : ''}
      ${record.effect ? html`<section aria-label="Effect on the task"><h3>Effect on the task</h3>
        <p>${record.effect.verdict ? mark(record.effect.verdict) : ''} ${record.effect.metric} predicted: ${known(record.effect.predicted.value)}
          (95 %: ${interval(record.effect.predicted)}), by the reference camera ${known(record.effect.sound.value)}</p></section>` : ''}
      ${record.task.length ? html`<section aria-label="Tolerance of the task">${this.#parameters('for the task', record.task)}</section>` : ''}
      ${this.#quantities(record.quantities)}
      <section aria-label="Images that stand out">
        <h3>Images that stand out</h3>
        ${record.offenders.length ? html`<ul class="tiles">${record.offenders.slice(0, MOST_OFFENDERS).map(offender =>
          tile(offender.image, offender.verdict, offender.why, batch.pictures.includes(offender.image)
            ? `/api/quality/offender?${new URLSearchParams({ ...this.place, image: offender.image }).toString()}` : undefined))}</ul>
          ${record.offenders.length > MOST_OFFENDERS ? html`<p class="hint">and ${record.offenders.length - MOST_OFFENDERS} more, in quality.json</p>` : ''}`
          : html`<p class="hint">None.</p>`}
        ${record.new_defects?.length ? html`<p>${record.new_defects.length} pixels became defective.</p>` : ''}
      </section>
      ${this.certificate ? this.#certified(this.certificate) : ''}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}`;
  }
}
