import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from './api.js';
import { PageElement } from './element.js';

/** A file or folder of the server. */
export interface Place {
  root: string;
  path: string;
}

interface Entry {
  name: string;
  folder: boolean;
}

/** Where something was chosen last: where the next choice begins. */
let lastFolder: Place | undefined;

/** Returns a place for people to read. */
export function words(place: Place): string {
  return place.path ? `${place.root}/${place.path}` : place.root;
}

/** A button that opens a list of the server's folders, of which one, or a file, is chosen. */
@customElement('rawline-browse')
export class Browse extends PageElement {
  @property() label = '';
  @property({ attribute: false }) folders: string[] = [];
  /** How the names of files end that can be chosen; none: folders only. */
  @property() files = '';
  @property({ type: Boolean }) disabled = false;
  @state() private place: Place | undefined;
  @state() private entries: Entry[] = [];
  @state() private problem = '';

  get #dialog(): HTMLDialogElement {
    return this.querySelector('dialog')!;
  }

  #show(): void {
    this.#dialog.showModal();
    const place = this.place ?? lastFolder;
    if (place) void this.#list(place);
    else if (this.folders.length === 1) void this.#list({ root: this.folders[0]!, path: '' });
  }

  async #list(place: Place): Promise<void> {
    this.problem = '';
    try {
      this.entries = (await get<{ entries: Entry[] }>('folder', { ...place })).entries;
      this.place = place;
    } catch (problem) {
      this.problem = (problem as Error).message;
    }
  }

  #below(name: string): Place {
    return { root: this.place!.root, path: this.place!.path ? `${this.place!.path}/${name}` : name };
  }

  #up(): void {
    if (!this.place || this.place.path === '') this.place = undefined;
    else void this.#list({ root: this.place.root, path: this.place.path.split('/').slice(0, -1).join('/') });
  }

  #choose(place: Place): void {
    // What is chosen next often lies beside the folder of this.
    const up = this.files && place.path.endsWith(this.files) ? 2 : 1;
    this.place = { root: place.root, path: place.path.split('/').slice(0, -up).join('/') };
    lastFolder = this.place;
    this.#dialog.close();
    this.dispatchEvent(new CustomEvent<Place>('place', { detail: place, bubbles: true }));
  }

  override render(): TemplateResult {
    const { place } = this;
    return html`
      <button type="button" ?disabled=${this.disabled} @click=${this.#show}>${this.label}</button>
      <dialog class="browse" aria-label=${this.label}>
        <p class="where">
          ${place ? html`<button type="button" aria-label="Up" @click=${this.#up}>↑</button> ${words(place)}` : 'Folders of this server'}</p>
        <ul class="files">
          ${place
            ? this.entries.filter(entry => entry.folder || (this.files && entry.name.endsWith(this.files))).map(entry => html`
              <li><button type="button" class=${entry.folder ? 'folder' : 'file'}
                @click=${() => (entry.folder ? void this.#list(this.#below(entry.name)) : this.#choose(this.#below(entry.name)))}
                >${entry.name}${entry.folder ? '/' : ''}</button></li>`)
            : this.folders.map(root => html`
              <li><button type="button" class="folder" @click=${() => void this.#list({ root, path: '' })}>${root}/</button></li>`)}
        </ul>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
        <div class="buttons">
          <button type="button" ?disabled=${!place} @click=${() => this.#choose(place!)}>Choose this folder</button>
          <button type="button" @click=${() => this.#dialog.close()}>Cancel</button>
        </div>
      </dialog>`;
  }
}
