import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, post, upload } from '../api.js';
import type { Place } from '../browse.js';
import { PageElement } from '../element.js';
import type { About } from '../about.js';

interface Entry {
  name: string;
  folder: boolean;
}

const RAW = /\.(dng|tiff?|png|raw|npy|pgm|cr2|cr3|nef|arw|raf|rw2|orf|pef|srw)$/i;

/** An image that was opened. */
export interface Opened {
  id: string;
  /** Where it lies, if it is a file of the server's folders. */
  place?: Place;
}

/** Opens an image: a sample, a file of the server's folders, or one that is dropped. */
@customElement('rawline-open')
export class Open extends PageElement {
  @property({ attribute: false }) about!: About;
  @state() private root = '';
  @state() private path = '';
  @state() private entries: Entry[] = [];
  @state() private problem = '';
  @state() private busy = '';

  async #open(body: object, name: string, place?: Place): Promise<void> {
    await this.#work(`opening ${name}`, () => post<Opened>('open', body), place);
  }

  async #work(what: string, opened: () => Promise<Opened>, place?: Place): Promise<void> {
    this.busy = what;
    this.problem = '';
    try {
      const { id } = await opened();
      this.dispatchEvent(new CustomEvent<Opened>('opened', { detail: { id, ...(place ? { place } : {}) }, bubbles: true }));
    } catch (problem) {
      this.problem = (problem as Error).message;
    } finally {
      this.busy = '';
    }
  }

  async #list(root: string, path: string): Promise<void> {
    try {
      this.entries = (await get<{ entries: Entry[] }>('folder', { root, path })).entries;
      this.root = root;
      this.path = path;
      this.problem = '';
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  /** Opens a file of the server. */
  openFile(root: string, path: string): void {
    void this.#open({ root, path }, path, { root, path });
  }

  /** Opens a file of the person who looks. */
  take(file: File): void {
    void this.#work(`reading ${file.name}`, () => upload<{ id: string }>('upload', { name: file.name }, file));
  }

  #pick(entry: Entry): void {
    const path = this.path ? `${this.path}/${entry.name}` : entry.name;
    if (entry.folder) void this.#list(this.root, path);
    else this.openFile(this.root, path);
  }

  #up(): void {
    const parts = this.path.split('/');
    if (this.path === '') this.root = '';
    else void this.#list(this.root, parts.slice(0, -1).join('/'));
  }

  override render(): TemplateResult {
    return html`
      <section class="open" aria-label="Open">
        <div class="buttons">
          ${this.about.samples.map(sample => html`
            <button type="button" @click=${() => void this.#open({ sample }, `the sample of a ${sample}`)}>Sample: ${sample}</button>`)}
          ${this.about.demo ? '' : html`
            <label class="button">Your file…<input type="file" class="visually-hidden"
              @change=${(e: Event) => { const file = (e.target as HTMLInputElement).files?.[0]; if (file) this.take(file); }}></label>`}
        </div>
        ${this.root ? html`
          <p class="where"><button type="button" @click=${this.#up} aria-label="Up">↑</button> ${this.root}/${this.path}</p>
          <ul class="files">
            ${this.entries.filter(entry => entry.folder || RAW.test(entry.name)).map(entry => html`
              <li><button type="button" class=${entry.folder ? 'folder' : 'file'} @click=${() => this.#pick(entry)}>${entry.name}${entry.folder ? '/' : ''}</button></li>`)}
          </ul>` : html`
          <ul class="files">
            ${this.about.folders.map(folder => html`
              <li><button type="button" class="folder" @click=${() => void this.#list(folder, '')}>${folder}/</button></li>`)}
          </ul>`}
        ${this.busy ? html`<p class="busy" role="status">${this.busy} …</p>` : ''}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      </section>`;
  }
}
