/** The list of all calls, and the search over their descriptions. */

/**
 * @import { FieldEvent } from "../../app/drawing/lit.js"
 * @import { ApiDocument } from "./document.js"
 * @import { Call } from "./types.js"
 */

import { icon } from "../../app/drawing/icons.js";
import { html, live, nothing } from "../../app/drawing/lit.js";
import { redraw } from "../../app/drawing/redraw.js";

export class Navigation {
  /** Whether a small window shows the list. */
  isOpen = false;

  /** @param {ApiDocument} api */
  constructor(api) {
    this.api = api;
  }

  /** @param {string} section the id of the section that the page shows @param {string} current the id of the call that the reader sees */
  template(section, current) {
    return html`
      <nav id="calls" aria-label="API" class=${this.isOpen ? "open" : ""} @click=${() => this.#close()}>
        <a href="#introduction" aria-current=${section === "introduction" ? "page" : nothing}>Introduction</a>
        ${this.api.sections.map(({ id, name, calls }) => html`
          <details ?open=${id === section}>
            <summary>${name}</summary>
            <ul>
              <li><a href=${`#${id}`} aria-current=${id === current ? "page" : nothing}>Overview</a></li>
              ${calls.map((call) => html`
                <li><a href=${`#${call.id}`} aria-current=${call.id === current ? "location" : nothing}>
                  <span>${call.summary}</span> <span class="method" data-method=${call.method}>${call.method}</span></a></li>`)}
            </ul>
          </details>`)}
      </nav>`;
  }

  button() {
    return html`
      <button type="button" class="quiet contents" aria-controls="calls" aria-expanded=${this.isOpen} aria-label="Contents" @click=${() => this.#toggle()}>
        ${icon("menu")}<span>Contents</span>
      </button>`;
  }

  #toggle() {
    this.isOpen = !this.isOpen;
    redraw();
  }

  #close() {
    if (/** @type {HTMLElement} */ (document.activeElement).closest("#calls a")) {
      this.isOpen = false;
      redraw();
    }
  }
}

export class Search {
  #text = "";
  #active = 0;

  /** @param {ApiDocument} api */
  constructor(api) {
    this.calls = api.sections.flatMap(({ calls }) => calls);
    addEventListener("keydown", (event) => this.#pressed(event));
  }

  template() {
    const found = this.#found();
    const isOpen = this.#text.trim() !== "";
    return html`
      <search @focusout=${(/** @type {FocusEvent} */ event) => this.#left(event)}>
        ${icon("search")}
        <input id="search" type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder="Search (press /)" aria-label="Search the API"
          aria-autocomplete="list" aria-expanded=${isOpen && found.length > 0} aria-controls="found"
          aria-activedescendant=${isOpen && found[this.#active] ? `found-${this.#active}` : nothing} .value=${live(this.#text)}
          @input=${(/** @type {FieldEvent} */ event) => this.#type(event.target.value)}
          @keydown=${(/** @type {KeyboardEvent} */ event) => this.#move(event, found)}>
        <div class="results" ?hidden=${!isOpen}>
          <p role="status">${!isOpen ? "" : found.length === 0 ? `No results for “${this.#text}”.` : found.length === 1 ? "1 call" : `${found.length} calls`}</p>
          <div id="found" role="listbox" aria-label="Calls" ?hidden=${found.length === 0}>
            ${isOpen ? found.map((call, index) => html`
              <div id=${`found-${index}`} role="option" aria-selected=${index === this.#active}
                @mousedown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => this.#go(call)}>
                <span>${call.summary}</span> <span class="method" data-method=${call.method}>${call.method}</span> <code>${call.path}</code>
              </div>`) : nothing}
          </div>
        </div>
      </search>`;
  }

  /** Returns the calls whose description has all words; first those whose name or path has them. */
  #found() {
    const words = this.#text.toLowerCase().split(/\s+/).filter(Boolean);
    const isIn = (/** @type {string} */ text) => words.every((word) => text.includes(word));
    const inName = (/** @type {Call} */ { method, path, summary }) => isIn(`${method} ${path} ${summary}`.toLowerCase());
    const found = this.calls.filter(({ text }) => isIn(text));
    return [...found.filter(inName), ...found.filter((call) => !inName(call))];
  }

  /** @param {string} text */
  #type(text) {
    this.#text = text;
    this.#active = 0;
    redraw();
  }

  /** @param {KeyboardEvent} event @param {Call[]} found */
  async #move(event, found) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      this.#active = (this.#active + step + found.length) % found.length;
      await redraw();
      document.querySelector(`#found-${this.#active}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && found[this.#active]) {
      event.preventDefault();
      this.#go(found[this.#active]);
    } else if (event.key === "Escape") {
      this.#type("");
    }
  }

  /** @param {Call} call */
  #go(call) {
    this.#type("");
    if (location.hash === `#${call.id}`) {
      dispatchEvent(new HashChangeEvent("hashchange"));
    } else {
      location.hash = call.id;
    }
  }

  /** @param {FocusEvent} event */
  #left(event) {
    if (!(/** @type {Element} */ (event.currentTarget).contains(/** @type {Element | null} */ (event.relatedTarget)))) {
      this.#type("");
    }
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const isTyping = /** @type {Element} */ (event.target).closest?.("input, textarea, select");
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if ((isSlash && !isTyping) || isK) {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (document.querySelector("#search"))?.focus();
    }
  }
}
