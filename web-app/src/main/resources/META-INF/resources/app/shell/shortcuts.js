/** Single keys for what is done often. They can be switched off, for those whose input would trigger them by chance. */

import { icon } from "../drawing/icons.js";
import { html, ref } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";

const SETTING = "grow.single-keys";

export class Shortcuts {
  #dialog = null;

  /** @param keys what each does: a list of {key, name, run} */
  constructor(keys) {
    this.keys = [...keys, { key: "?", name: "Show these keys", run: () => this.show() }];
    addEventListener("keydown", (event) => this.#pressed(event));
  }

  show() {
    this.#dialog.showModal();
  }

  template() {
    return html`
      <dialog class="keys" aria-labelledby="keys-title" ${ref((element) => (this.#dialog = element ?? this.#dialog))}>
        <header>
          <h2 id="keys-title">Keys</h2>
          <button type="button" class="quiet" aria-label="Close" @click=${() => this.#dialog.close()}>${icon("close")}</button>
        </header>
        <dl>${this.keys.map(({ key, name }) => html`<div><dt><kbd>${key}</kbd></dt><dd>${name}</dd></div>`)}
          <div><dt><kbd>Enter</kbd></dt><dd>Show the outreach that has the focus</dd></div>
          <div><dt><kbd>Esc</kbd></dt><dd>Close what is open, or drop the selection</dd></div></dl>
        <label class="switch"><input type="checkbox" .checked=${enabled()} @change=${(event) => enable(event.target.checked)}> Single keys are on</label>
      </dialog>`;
  }

  #pressed(event) {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
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
    return true; // Where nothing may be stored.
  }
}

function enable(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    // It stays on, then.
  }
  redraw();
}
