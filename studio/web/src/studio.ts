import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { About } from './about.js';
import { get } from './api.js';
import { PageElement } from './element.js';
import './control/control.js';
import './control/display.js';
import './data/data.js';
import './develop/develop.js';
import './lab/lab.js';
import './plan/plan.js';

const PAGES = [['develop', 'Studio'], ['data', 'Data'], ['lab', 'Lab'], ['plans', 'Plans'], ['quality', 'Quality'], ['wall', '']] as const;

/** The whole page: its parts as tabs, by the address after #. */
@customElement('rawline-studio')
export class Studio extends PageElement {
  @state() private about: About | undefined;
  @state() private page = '';
  @state() private lab = '';
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#turn);
    this.#turn();
    get<About>('about').then(
      about => (this.about = about),
      (problem: Error) => (this.problem = problem.message),
    );
  }

  override disconnectedCallback(): void {
    removeEventListener('hashchange', this.#turn);
    super.disconnectedCallback();
  }

  #turn = (): void => {
    const [name = '', ...path] = location.hash.slice(1).split('/');
    this.page = PAGES.some(([known]) => known === name) ? name : PAGES[0][0];
    if (this.page === 'lab') this.lab = path.join('/');
  };

  /** A demonstration has the studio alone, and not every server has a lab book. */
  #offers(name: string): boolean {
    return name === 'develop' || (name === 'lab' ? Boolean(this.about?.lab) : this.about?.demo === false);
  }

  override render(): TemplateResult {
    return html`
      <header class="bar" ?hidden=${this.page === 'wall'}>
        <a class="brand" href="#develop"><img src="/icon.svg" alt="" width="20" height="20">Rawline</a>
        <nav aria-label="Parts">
          ${PAGES.filter(([name, title]) => title && this.#offers(name)).map(([name, title]) => html`
            <a href="#${name}" aria-current=${this.page === name ? 'page' : 'false'}>${title}</a>`)}
        </nav>
        <span class="version">${this.about ? `${this.about.version}${this.about.demo ? ' · demonstration' : ''}` : ''}</span>
      </header>
      <main>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
        ${this.about ? html`<rawline-develop .about=${this.about} ?hidden=${this.page !== 'develop'}></rawline-develop>` : ''}
        ${this.about && !this.about.demo ? html`<rawline-data .about=${this.about} ?hidden=${this.page !== 'data'}></rawline-data>` : ''}
        ${this.about?.lab ? html`<rawline-lab .path=${this.lab} .shown=${this.page === 'lab'} ?hidden=${this.page !== 'lab'}></rawline-lab>` : ''}
        ${this.about && !this.about.demo ? html`<rawline-plans .about=${this.about} .active=${this.page === 'plans'} ?hidden=${this.page !== 'plans'}></rawline-plans>` : ''}
        ${this.about && !this.about.demo ? html`<rawline-control .about=${this.about} .active=${this.page === 'quality'} ?hidden=${this.page !== 'quality'}></rawline-control>` : ''}
        ${this.about && !this.about.demo ? html`<rawline-display .active=${this.page === 'wall'} ?hidden=${this.page !== 'wall'}></rawline-display>` : ''}
      </main>`;
  }
}
