import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { post } from '../api.js';
import { PageElement } from '../element.js';
import type { PathRequest } from './path.js';

interface Exported {
  files: Record<string, string>;
  command: string;
  python: string;
  recording: string;
}

/** The light path as files, as a command, and as Python. */
@customElement('rawline-export')
export class Export extends PageElement {
  @property({ attribute: false }) path!: PathRequest;
  @state() private exported: Exported | undefined;
  @state() private problem = '';

  async #export(): Promise<void> {
    try {
      this.exported = await post<Exported>('export', this.path);
      this.problem = '';
      await this.updateComplete;
      this.querySelector('dialog')?.showModal();
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #save(name: string, text: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #text(title: string, text: string): TemplateResult {
    return html`
      <section>
        <h3>${title}</h3>
        <button type="button" @click=${() => void navigator.clipboard?.writeText(text)}>Copy</button>
        <pre tabindex="0" aria-label=${title}>${text}</pre>
      </section>`;
  }

  override render(): TemplateResult {
    const exported = this.exported;
    return html`
      <button type="button" @click=${() => void this.#export()}>Export this light path…</button>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      <dialog aria-label="Export">
        ${exported ? html`
          ${exported.recording ? html`<p class="notice">The command and the lines of Python render the image as it was recorded. The changed recording is at the end.</p>` : ''}
          ${Object.entries(exported.files).map(([name, text]) => html`
            ${this.#text(name, text)}
            <button type="button" @click=${() => this.#save(name, text)}>Save ${name}</button>`)}
          ${this.#text('On the command line', exported.command)}
          ${this.#text('In Python', exported.python)}
          ${exported.recording ? this.#text('The changed recording, in a training plan', `vary:\n${exported.recording}`) : ''}` : ''}
        <form method="dialog"><button>Close</button></form>
      </dialog>`;
  }
}
