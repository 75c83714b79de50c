/** A modal dialog with a question about a subject, such as a selection. */

import { html, nothing, ref } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

/** @template S */
export class Question {
  /** The prefix of the element ids of the dialog. */
  name = "question";

  /** @type {HTMLDialogElement | null} */
  #element = null;

  /**
   * The subject of the question; null while the dialog is closed.
   *
   * @type {S | null}
   */
  selection = null;

  /**
   * Opens the dialog.
   *
   * @param {S} selection
   */
  async ask(selection) {
    this.selection = selection;
    await redraw();
    if (!this.#element?.open) {
      this.#element?.showModal();
    }
  }

  close() {
    this.#element?.close();
  }

  /**
   * Returns the dialog.
   *
   * @param {(selection: S) => unknown} title
   * @param {(selection: S) => unknown} content
   */
  frame(title, content) {
    return html`
      <dialog aria-labelledby=${`${this.name}-title`} ${ref((element) => (this.#element = /** @type {HTMLDialogElement | undefined} */ (element) ?? this.#element))}
        @close=${() => this.closed()}>
        ${this.selection ? html`<h2 id=${`${this.name}-title`}>${title(this.selection)}</h2>${content(this.selection)}` : nothing}
      </dialog>`;
  }

  /** Forgets the subject and the answers. */
  closed() {
    this.selection = null;
    redraw();
  }
}
