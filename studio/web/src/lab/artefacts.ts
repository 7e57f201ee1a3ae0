import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import { artefact, size } from './text.js';
import type { Artefact } from './types.js';

const MOST = 200;

/** The files of a run: pictures here, pages and texts in a tab of their own, all else to be saved. */
@customElement('rawline-artefacts')
export class Artefacts extends PageElement {
  @property({ attribute: false }) run = 0;
  @property({ attribute: false }) artefacts: Artefact[] = [];
  @state() private text = '';
  @state() private picture = '';

  override render(): TemplateResult {
    if (this.artefacts.length === 0) return html`<p>This run has no files.</p>`;
    const found = this.artefacts.filter(each => each.name.includes(this.text));
    return html`
      <div class="lab-filters"><label>Name contains<input type="search" @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}></label></div>
      <div class="lab-scroll" tabindex="0" role="group" aria-label="Artefacts">
        <table class="lab-table"><thead><tr><th scope="col">name</th><th scope="col">size</th><th scope="col">show</th><th scope="col">save</th></tr></thead>
          <tbody>${found.slice(0, MOST).map(each => html`
            <tr><th scope="row">${each.name}</th><td class="lab-figure">${size(each.bytes)}</td>
              <td>${this.#show(each)}</td>
              <td><a href=${artefact(this.run, each.name, true)} download>Save</a></td></tr>`)}</tbody></table>
      </div>
      ${found.length > MOST ? html`<p class="lab-note">The first ${MOST} of ${found.length}: filter by name.</p>` : ''}
      ${this.picture ? html`<figure class="lab-figure-box"><img src=${artefact(this.run, this.picture)} alt=${this.picture}><figcaption>${this.picture}</figcaption></figure>` : ''}`;
  }

  #show(each: Artefact): TemplateResult {
    switch (each.kind) {
      case 'picture':
        return html`<button type="button" aria-pressed=${this.picture === each.name ? 'true' : 'false'}
          @click=${() => (this.picture = this.picture === each.name ? '' : each.name)}>${this.picture === each.name ? 'Hide' : 'Show'}<span class="lab-unseen"> ${each.name}</span></button>`;
      case 'page':
      case 'text':
        return html`<a href=${artefact(this.run, each.name)} target="_blank" rel="noopener">Open<span class="lab-unseen"> ${each.name} in a new tab</span></a>`;
      case 'file':
        return html``;
    }
  }
}
