import { LitElement } from 'lit';

/** A part of the page that is styled by the page's own style sheet. */
export class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
