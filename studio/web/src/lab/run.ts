import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api.js';
import { PageElement } from '../element.js';
import './artefacts.js';
import './curves.js';
import './drift.js';
import './pareto.js';
import './tolerance.js';
import { brief, count, duration, time } from './text.js';
import type { Details } from './types.js';

/** One run: what it came to, and where it comes from. */
@customElement('rawline-run')
export class Run extends PageElement {
  @property({ attribute: false }) number = 0;
  @state() private found: Details | undefined;
  @state() private problem = '';
  @state() private copied = false;

  override updated(changed: PropertyValues): void {
    if (changed.has('number')) void this.#load();
  }

  async #load(): Promise<void> {
    this.copied = false;
    try {
      this.found = await get<Details>('lab/run', { run: String(this.number) });
      this.problem = '';
    } catch (problem) {
      this.found = undefined;
      this.problem = (problem as Error).message;
    }
  }

  override render(): TemplateResult {
    if (!this.found) return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : html`<p role="status">reading …</p>`;
    const found = this.found;
    const { run, origin } = found;
    const curves = Object.keys(found.metrics).filter(name => (found.metrics[name]?.steps ?? 0) > 1);
    const specified = found.tolerances.length > 0 || found.artefacts.some(each => /^tolerance(-\d+)?\.yaml$/.test(each.name));
    return html`
      <h1 class="lab-title">Run ${run.number}: ${run.name}</h1>
      <p><span class="lab-state ${run.state}">${run.state}</span> ${run.command} · experiment ${run.experiment} · started ${time(run.started)}${run.seconds === null ? '' : `, took ${duration(run.seconds)}`}${run.parent === null ? '' : html`, part of <a href="#lab/run/${run.parent}">run ${run.parent}</a>`}</p>
      ${this.#reproduction(found)}
      ${found.cells > 0 ? html`<section class="lab-section"><h2>Drift matrix</h2><rawline-drift .run=${run.number}></rawline-drift></section>` : ''}
      ${specified ? html`<section class="lab-section"><h2>Tolerance</h2><rawline-tolerance .run=${run.number}></rawline-tolerance></section>` : ''}
      ${found.pareto ? html`<section class="lab-section"><h2>Cost and benefit</h2><rawline-pareto .run=${run.number}></rawline-pareto></section>` : ''}
      ${curves.length ? html`<section class="lab-section"><h2>Curves</h2><rawline-curves .runs=${[run.number]} .metrics=${curves}></rawline-curves></section>` : ''}
      ${Object.keys(found.metrics).length ? html`<section class="lab-section"><h2>Metrics</h2>
        <div class="lab-scroll" tabindex="0" role="group" aria-label="Metrics">
          <table class="lab-table"><thead><tr>${['name', 'minimum', 'maximum', 'last', 'steps'].map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
            <tbody>${Object.entries(found.metrics).map(([name, range]) => html`
              <tr><th scope="row">${name}</th><td class="lab-figure">${brief(range.least)}</td><td class="lab-figure">${brief(range.most)}</td><td class="lab-figure">${brief(range.last)}</td><td class="lab-figure">${range.steps}</td></tr>`)}</tbody></table>
        </div>
      </section>` : ''}
      <section class="lab-section"><h2>Artefacts</h2><rawline-artefacts .run=${run.number} .artefacts=${found.artefacts}></rawline-artefacts></section>
      ${found.parts.length ? html`
        <section class="lab-section"><h2>Parts</h2>
          <p><a class="lab-button" href="#lab/compare/${found.parts.map(part => part.number).join(',')}">Compare ${found.parts.length}${found.parts.length < run.parts ? ` of ${count(run.parts)}` : ''} parts</a></p>
          <details><summary>${found.parts.length} parts</summary><ul>${found.parts.map(part => html`<li><a href="#lab/run/${part.number}">${part.number}</a> ${part.name} <span class="lab-state ${part.state}">${part.state}</span></li>`)}</ul></details>
        </section>` : ''}
      ${Object.keys(found.parameters).length ? html`<section class="lab-section"><h2>Parameters</h2>${pairs(found.parameters)}</section>` : ''}
      ${Object.keys(found.tags).length ? html`<section class="lab-section"><h2>Tags</h2>${pairs(found.tags)}</section>` : ''}
      <section class="lab-section"><h2>Provenance</h2>${pairs({
        plan: origin.plan,
        commit: origin.commit,
        data: origin.data || 'none',
        seeds: origin.seeds.join(', '),
        machine: origin.machine,
        ...origin.versions,
      })}</section>`;
  }

  #reproduction(found: Details): TemplateResult {
    const { command, reason } = found.reproduction;
    if (command === null) return html`<p class="lab-note">This run cannot be repeated: ${reason}.</p>`;
    return html`
      <p class="lab-command"><span>Repeat it, and compare every number:</span> <code>${command}</code>
        <button type="button" @click=${() => void navigator.clipboard.writeText(command).then(() => (this.copied = true))}>${this.copied ? 'Copied' : 'Copy'}</button></p>`;
  }
}

function pairs(values: Record<string, string>): TemplateResult {
  return html`<dl class="lab-pairs">${Object.entries(values).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}
