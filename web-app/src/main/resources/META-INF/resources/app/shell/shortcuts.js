/** Single keys for frequent actions. Users of speech input can turn them off, because speech would trigger them by chance. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Shortcut } from "../routing/screen.js"
 */

import { icon } from "../drawing/icons.js";
import { html, ref } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

const SETTING = "grow.single-keys";

export class Shortcuts {
  /** @type {HTMLDialogElement | undefined} */
  #dialog;

  /** @param {() => Shortcut[]} keys returns the keys of the page at that time */
  constructor(keys) {
    this.keys = () => [...keys(), { key: "?", name: "Show keyboard shortcuts", run: () => this.show() }];
    addEventListener("keydown", (event) => this.#pressed(event));
  }

  show() {
    this.#dialog?.showModal();
  }

  template() {
    return html`
      <dialog class="keys" aria-labelledby="keys-title" ${ref((element) => (this.#dialog = /** @type {HTMLDialogElement | undefined} */ (element) ?? this.#dialog))}>
        <header>
          <h2 id="keys-title">Keyboard shortcuts</h2>
          <button type="button" class="quiet" aria-label="Close" @click=${() => this.#dialog?.close()}>${icon("close")}</button>
        </header>
        <dl>${this.keys().map(({ key, name }) => html`<div><dt><kbd>${key === "Escape" ? "Esc" : key}</kbd></dt><dd>${name}</dd></div>`)}
          <div><dt><kbd>Ctrl K</kbd></dt><dd>Search</dd></div></dl>
        <label class="switch"><input type="checkbox" .checked=${enabled()} @change=${(/** @type {FieldEvent} */ event) => enable(event.target.checked)}> Use single-key shortcuts</label>
      </dialog>`;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || !listens(event)) {
      return;
    }
    const shortcut = this.keys().find(({ key, run }) => run && key === event.key);
    if (shortcut?.run && shortcut.run() !== false) {
      event.preventDefault();
    }
  }
}

/**
 * Returns whether a key may be a shortcut: Esc always, any other key if the user has not turned shortcuts off and is not typing.
 *
 * @param {KeyboardEvent} event
 */
function listens({ key, target }) {
  const typing = target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  return key === "Escape" || (!typing && enabled());
}

function enabled() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true; // The browser allows no storage.
  }
}

/** @param {boolean} on */
function enable(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // Without storage, they stay on.
  }
  redraw();
}
