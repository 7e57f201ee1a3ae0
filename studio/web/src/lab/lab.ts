import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PageElement } from '../element.js';
import './compare.js';
import './run.js';
import './runs.js';
import './sql.js';

/** The lab book: its runs, one run, several next to each other, and queries. */
@customElement('rawline-lab')
export class Lab extends PageElement {
  /** The address after #lab, such as run/17. */
  @property() path = '';
  /** Whether it is in sight. */
  @property({ attribute: false }) shown = false;

  override render(): TemplateResult {
    const [page, words] = this.path.split('/');
    const numbers = (words ?? '').split(',').map(Number).filter(each => Number.isSafeInteger(each) && each > 0);
    const link = (name: string, title: string): TemplateResult => html`
      <a href="#lab${name ? `/${name}` : ''}" aria-current=${(page ?? '') === name ? 'page' : 'false'}>${title}</a>`;
    return html`
      <nav class="lab-nav" aria-label="Lab book">
        ${link('', 'Runs')}
        ${page === 'run' ? html`<a href="#lab/${this.path}" aria-current="page">Run ${words}</a>` : ''}
        ${page === 'compare' ? html`<a href="#lab/${this.path}" aria-current="page">Compare</a>` : ''}
        ${link('sql', 'SQL')}
      </nav>
      <rawline-runs ?hidden=${Boolean(page)} .shown=${this.shown && !page}></rawline-runs>
      ${page === 'run' && numbers[0] ? html`<rawline-run .number=${numbers[0]}></rawline-run>` : ''}
      ${page === 'compare' ? html`<rawline-compare .numbers=${numbers}></rawline-compare>` : ''}
      ${page === 'sql' ? html`<rawline-sql></rawline-sql>` : ''}`;
  }
}
