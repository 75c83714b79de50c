/** Single keys for frequent actions. Users of speech input can turn them off, because speech would trigger them by chance. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @typedef {{ key: string, name: string, run: () => void }} Shortcut
 */

import { icon } from "../drawing/icons.js";
import { html, ref } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

const SETTING = "grow.single-keys";

export class Shortcuts {
  /** @type {HTMLDialogElement | undefined} */
  #dialog;

  /** @param {Shortcut[]} keys */
  constructor(keys) {
    this.keys = [...keys, { key: "?", name: "Show keyboard shortcuts", run: () => this.show() }];
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
        <dl>${this.keys.map(({ key, name }) => html`<div><dt><kbd>${key}</kbd></dt><dd>${name}</dd></div>`)}
          <div><dt><kbd>Enter</kbd></dt><dd>Open the focused outreach</dd></div>
          <div><dt><kbd>Esc</kbd></dt><dd>Close the panel or clear the selection</dd></div></dl>
        <label class="switch"><input type="checkbox" .checked=${enabled()} @change=${(/** @type {FieldEvent} */ event) => enable(event.target.checked)}> Use single-key shortcuts</label>
      </dialog>`;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector("dialog[open]") || !enabled()) {
      return;
    }
    const shortcut = this.keys.find(({ key }) => key === event.key);
    if (shortcut) {
      event.preventDefault();
      shortcut.run();
    }
  }
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
