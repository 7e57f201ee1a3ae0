import { html, type TemplateResult } from 'lit';
import type { Place } from '../browse.js';
import type { Verdict } from './watch.js';

const SYMBOLS: Record<Verdict, string> = { pass: '✓', warn: '!', fail: '✕' };

/** Shows a verdict by colour, symbol and word. */
export function mark(verdict: Verdict | undefined): TemplateResult {
  return html`<span class="verdict ${verdict ?? 'none'}"><span aria-hidden="true">${verdict ? SYMBOLS[verdict] : '…'}</span> ${verdict ?? 'none yet'}</span>`;
}

const MOST_REASONS = 3;

/** Shows an image that stands out: small, where it can be shown, and why. */
export function tile(name: string, verdict: Verdict, why: string[], picture: string | undefined): TemplateResult {
  const reasons = (some: string[]): TemplateResult => html`<ul>${some.map(each => html`<li>${each}</li>`)}</ul>`;
  return html`<li>
    ${picture ? html`<img loading="lazy" alt="" src=${picture}>` : html`<span class="no-picture">no picture</span>`}
    <div>${mark(verdict)} <strong>${name}</strong>${reasons(why.slice(0, MOST_REASONS))}
      ${why.length > MOST_REASONS ? html`<details><summary>${why.length - MOST_REASONS} more reasons</summary>${reasons(why.slice(MOST_REASONS))}</details>` : ''}</div></li>`;
}

/** Returns the address of a place on a page. */
export function address(page: string, place: Place): string {
  return `#${page}/${encodeURIComponent(place.root)}/${encodeURIComponent(place.path)}`;
}

/** Reads a place from the parts of an address. */
export function placed(root: string | undefined, path: string | undefined): Place | undefined {
  try {
    return root ? { root: decodeURIComponent(root), path: decodeURIComponent(path ?? '') } : undefined;
  } catch {
    return undefined; // somebody has typed it
  }
}

/** Returns a time of day, and the day where it is another one. */
export function clock(time: string): string {
  const date = new Date(time);
  const day = date.toDateString() === new Date().toDateString() ? '' : `${date.toLocaleDateString('en-GB')} `;
  return day + date.toLocaleTimeString('en-GB');
}
