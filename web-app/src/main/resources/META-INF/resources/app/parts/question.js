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

  /** Closes the dialog at the user's wish: with Esc, or with Back. A subclass can ask first. */
  cancel() {
    this.close();
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
        @close=${() => this.closed()} @cancel=${(/** @type {Event} */ event) => this.#cancelled(event)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && !event.defaultPrevented && this.#cancelled(event)}>
        ${this.selection ? html`<h2 id=${`${this.name}-title`}>${title(this.selection)}</h2>${content(this.selection)}` : nothing}
      </dialog>`;
  }

  /**
   * The browser closes a dialog at the second Esc without asking, so that this handles the key itself.
   *
   * @param {Event} event
   */
  #cancelled(event) {
    if (event.type === "cancel" && event.target !== event.currentTarget) {
      return; // The user chose no file.
    }
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }

  /** Forgets the subject and the answers. */
  closed() {
    this.selection = null;
    redraw();
  }
}
