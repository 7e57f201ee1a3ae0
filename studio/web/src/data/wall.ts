import { customElement, property } from 'lit/decorators.js';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../element.js';
import type { Colouring } from './colours.js';
import type { Column, Group, Table } from './table.js';
import type { Thumbnails } from './thumbnails.js';

const CAPTION = 16;
const GAP = 4;
const TITLE = 26;
const ROWS_AROUND = 2;

interface Block extends Group {
  /** Where its tiles begin [px]. */
  top: number;
}

/** A wall of thumbnails; only what is visible exists. */
@customElement('rawline-wall')
export class Wall extends PageElement {
  @property({ attribute: false }) table!: Table;
  @property({ attribute: false }) thumbnails!: Thumbnails;
  @property({ attribute: false }) order!: Uint32Array;
  @property({ attribute: false }) groups!: Group[];
  @property({ attribute: false }) selected!: Uint8Array;
  @property({ attribute: false }) colouring!: Colouring;
  /** What tiles are labelled by; where there is none, by what their colour stands for. */
  @property({ attribute: false }) caption: Column | undefined;
  @property({ type: Number }) size = 96;
  /** Changes whenever the selection does. */
  @property({ type: Number }) version = 0;

  #active = 0;
  #anchor = 0;
  #columns = 1;
  #height = 0;
  #blocks: Block[] = [];
  #tiles = new Map<number, HTMLElement>();
  #free: HTMLElement[] = [];
  #waits = false;
  #resize = new ResizeObserver(() => (this.#fits() === this.#columns && this.#height > 0 ? this.paint() : this.#arrange()));

  override disconnectedCallback(): void {
    this.#resize.disconnect();
    super.disconnectedCallback();
  }

  get #list(): HTMLElement {
    return this.querySelector<HTMLElement>('.wall')!;
  }

  get #room(): HTMLElement {
    return this.querySelector<HTMLElement>('.room')!;
  }

  override render(): TemplateResult {
    return html`
      <div class="wall" role="listbox" tabindex="0" aria-multiselectable="true"
        aria-label="Samples: arrows move, space selects, Enter opens, Control and A selects all"
        @scroll=${this.paint} @keydown=${this.#key} @click=${this.#click} @dblclick=${this.#open}>
        <div class="room" role="presentation"></div>
      </div>
      <p class="rendering" role="status"></p>`;
  }

  override firstUpdated(): void {
    this.#resize.observe(this.#list);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('order') || changed.has('groups') || changed.has('size') || changed.has('table')) {
      if (changed.has('order')) this.#active = Math.max(0, Math.min(this.#active, this.order.length - 1));
      if (changed.has('table')) this.#list.scrollTop = 0;
      this.#arrange();
    } else {
      for (const tile of this.#tiles.values()) tile.dataset['drawn'] = ''; // none is exchanged: a second click hits the same
      this.paint();
    }
  }

  get #tile(): number {
    return this.size + CAPTION + GAP;
  }

  /** Returns how many tiles fit in a row. */
  #fits(): number {
    return Math.max(1, Math.floor((this.#list.clientWidth - GAP) / (this.size + GAP)));
  }

  #arrange(): void {
    if (this.#list.clientWidth === 0) return;
    this.#columns = this.#fits();
    this.#clear();
    this.#room.replaceChildren();
    this.#free = [];
    let top = GAP;
    this.#blocks = this.groups.map(group => {
      if (group.title) {
        const title = document.createElement('div');
        title.className = 'title';
        title.setAttribute('aria-hidden', 'true');
        title.textContent = group.title;
        title.style.top = `${top}px`;
        this.#room.append(title);
        top += TITLE;
      }
      const block = { ...group, top };
      top += Math.ceil((group.end - group.first) / this.#columns) * this.#tile + GAP;
      return block;
    });
    this.#height = top;
    this.#room.style.height = `${this.#height}px`;
    this.paint();
  }

  #clear(): void {
    for (const tile of this.#tiles.values()) {
      tile.hidden = true;
      this.#free.push(tile);
    }
    this.#tiles.clear();
  }

  /** Paints what is visible, once before the next frame. */
  paint = (): void => {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      if (this.isConnected) this.#paint();
    });
  };

  #paint(): void {
    const from = this.#list.scrollTop - ROWS_AROUND * this.#tile;
    const to = this.#list.scrollTop + this.#list.clientHeight + ROWS_AROUND * this.#tile;
    const visible = new Map<number, [number, number]>();
    for (const block of this.#blocks) {
      const rows = Math.ceil((block.end - block.first) / this.#columns);
      const first = Math.max(0, Math.floor((from - block.top) / this.#tile));
      const last = Math.min(rows - 1, Math.floor((to - block.top) / this.#tile));
      for (let row = first; row <= last; row++) {
        for (let column = 0; column < this.#columns; column++) {
          const place = block.first + row * this.#columns + column;
          if (place < block.end) visible.set(place, [GAP + column * (this.size + GAP), block.top + row * this.#tile]);
        }
      }
    }
    for (const [place, tile] of this.#tiles) {
      if (!visible.has(place)) {
        tile.hidden = true;
        this.#tiles.delete(place);
        this.#free.push(tile);
      }
    }
    for (const [place, [left, top]] of visible) this.#show(place, left, top);
    const missing = this.thumbnails.want([...visible.keys()].map(place => this.order[place]!));
    this.querySelector('.rendering')!.textContent = missing > 0 ? `rendering ${visible.size - missing} of ${visible.size} …` : '';
    this.#list.setAttribute('aria-activedescendant', this.#tiles.has(this.#active) ? `tile-${this.#active}` : '');
  }

  #show(place: number, left: number, top: number): void {
    let tile = this.#tiles.get(place);
    const sample = this.order[place]!;
    if (!tile) {
      tile = this.#free.pop() ?? this.#made();
      this.#tiles.set(place, tile);
      tile.hidden = false;
      tile.id = `tile-${place}`;
      tile.style.transform = `translate(${left}px, ${top}px)`;
      tile.style.width = `${this.size}px`;
      tile.style.height = `${this.size + CAPTION}px`;
      tile.dataset['place'] = String(place);
      tile.dataset['drawn'] = '';
      tile.setAttribute('aria-posinset', String(place + 1));
      tile.setAttribute('aria-setsize', String(this.order.length));
    }
    tile.setAttribute('aria-selected', this.selected[sample] ? 'true' : 'false');
    tile.classList.toggle('active', place === this.#active);
    if (tile.dataset['drawn'] === '') this.#draw(tile, sample);
  }

  #made(): HTMLElement {
    const tile = document.createElement('div');
    tile.className = 'tile';
    tile.setAttribute('role', 'option');
    tile.append(document.createElement('canvas'), document.createElement('span'));
    this.#room.append(tile);
    return tile;
  }

  #draw(tile: HTMLElement, sample: number): void {
    const canvas = tile.firstElementChild as HTMLCanvasElement;
    const caption = tile.lastElementChild as HTMLElement;
    const id = this.table.ids[sample]!;
    const colour = this.colouring.of(sample);
    const label = this.colouring.labels[colour];
    caption.textContent = this.caption ? this.table.text(this.caption, sample) : label ?? id.replace(/.*\//, '');
    caption.style.borderColor = this.colouring.colours[colour]!;
    const known = this.thumbnails.get(sample);
    const bad = typeof known === 'string';
    tile.classList.toggle('bad', bad);
    const words = [...new Set([id, ...(label ? [label] : []), caption.textContent])].join(', ');
    tile.title = bad ? known : words;
    tile.setAttribute('aria-label', `${words}${bad ? `, cannot be shown: ${known}` : ''}`);
    if (known === undefined || bad) {
      canvas.width = canvas.height = 1;
    } else {
      canvas.width = known.width;
      canvas.height = known.height;
      canvas.getContext('2d')!.putImageData(known, 0, 0);
    }
    tile.dataset['drawn'] = known === undefined ? '' : 'yes';
  }

  #place(event: Event): number | undefined {
    const tile = (event.target as Element).closest<HTMLElement>('.tile');
    return tile ? Number(tile.dataset['place']) : undefined;
  }

  #click = (event: MouseEvent): void => {
    const place = this.#place(event);
    if (place === undefined) return;
    this.#active = place;
    if (event.shiftKey) this.#select(this.#anchor, place);
    else this.#toggle(place);
    this.#tell();
  };

  #open = (event: Event): void => {
    if (this.#place(event) !== undefined) this.#send('open', this.order[this.#active]!);
  };

  #send(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  #tell(): void {
    this.#send('active', this.order[this.#active]);
    this.paint();
  }

  #toggle(place: number): void {
    this.#anchor = place;
    const sample = this.order[place]!;
    this.selected[sample] = this.selected[sample] ? 0 : 1;
    this.#send('changed', undefined);
  }

  #select(one: number, other: number): void {
    for (let place = Math.min(one, other); place <= Math.max(one, other); place++) this.selected[this.order[place]!] = 1;
    this.#send('changed', undefined);
  }

  #key = (event: KeyboardEvent): void => {
    if (this.order.length === 0) return;
    const page = this.#columns * Math.max(1, Math.floor(this.#list.clientHeight / this.#tile));
    const steps: Record<string, number> = {
      ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.#columns, ArrowUp: -this.#columns,
      PageDown: page, PageUp: -page, Home: -this.order.length, End: this.order.length,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      this.#active = Math.max(0, Math.min(this.order.length - 1, this.#active + step));
      if (event.shiftKey) this.#select(this.#anchor, this.#active);
      this.#reveal();
    } else if (event.key === ' ') {
      this.#toggle(this.#active);
    } else if (event.key === 'Enter') {
      this.#send('open', this.order[this.#active]!);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      this.#select(0, this.order.length - 1);
    } else if (event.key === 'Escape') {
      this.selected.fill(0);
      this.#send('changed', undefined);
    } else {
      return;
    }
    event.preventDefault();
    this.#tell();
  };

  #reveal(): void {
    const block = this.#blocks.find(own => this.#active >= own.first && this.#active < own.end);
    if (!block) return;
    const top = block.top + Math.floor((this.#active - block.first) / this.#columns) * this.#tile;
    const list = this.#list;
    if (top < list.scrollTop + TITLE) list.scrollTop = top - TITLE;
    else if (top + this.#tile > list.scrollTop + list.clientHeight) list.scrollTop = top + this.#tile - list.clientHeight;
  }
}
