/** A modal dialog with a question. */

import { html, nothing, ref } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

export class Question {
  #element = null;

  /** The subject of the question; null while the dialog is closed. */
  selection = null;

  async ask(selection) {
    this.selection = selection;
    await redraw();
    if (!this.#element.open) {
      this.#element.showModal();
    }
  }

  close() {
    this.#element.close();
  }

  /** A modal dialog around the content. */
  frame(title, content) {
    return html`
      <dialog aria-labelledby=${`${this.name}-title`} ${ref((element) => (this.#element = element ?? this.#element))}
        @close=${() => this.closed()}>
        ${this.selection ? html`<h2 id=${`${this.name}-title`}>${title()}</h2>${content()}` : nothing}
      </dialog>`;
  }

  closed() {
    this.selection = null;
    redraw();
  }
}
