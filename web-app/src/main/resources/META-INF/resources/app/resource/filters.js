/** The filters above a list. A text is searched while the user types. */

/**
 * @import { Changes } from "../address/view.js"
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { ListView } from "./list-address.js"
 * @import { Filter } from "./types.js"
 */

import { nameOf } from "../api/names.js";
import { icon } from "../drawing/icons.js";
import { html, live, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Typeahead } from "../parts/typeahead.js";
import { detailOf } from "../records/details.js";

const PAUSE_MS = 200;

export class ListFilters {
  /** @type {Map<string, Typeahead<any>>} */
  #records = new Map();

  /**
   * What the user types: the filter, the text so far, and whether the address does not contain the text yet.
   *
   * @type {{ name: string, text: string, pending: boolean } | null}
   */
  #typed = null;
  #timer = 0;

  /** Whether the text replaces an earlier one. Then Back leaves the search instead of going through all its texts. */
  #replaces = false;

  /** Whether all filters are shown. */
  #showsAll = false;

  /**
   * @param {Filter[]} filters
   * @param {(changes: Changes, options?: { replace?: boolean }) => void} go called with the changed parameters
   */
  constructor(filters, go) {
    this.filters = filters;
    this.go = go;
    for (const { name, label, resource = "", placeholder } of filters.filter(({ kind }) => kind === "record")) {
      this.#records.set(name, new Typeahead({ id: `filter-${name}`, label, resource, placeholder, detail: detailOf, onPick: (record) => go({ [name]: record?.id ?? null }) }));
    }
  }

  /** @param {ListView} view */
  template(view) {
    return html`
      <form class="filters" role="search" aria-label="Filters" @submit=${(/** @type {Event} */ event) => this.#submitted(event)}>
        ${this.filters.filter(({ name, more }) => !more || this.#showsAll || view[name]).map((filter) => this.#field(filter, view[filter.name] ?? ""))}
      </form>`;
  }

  /** Returns the button that shows all filters; nothing if they are always shown. */
  toggle() {
    return this.filters.some(({ more }) => more)
      ? html`<button type="button" class="quiet" aria-expanded=${this.#showsAll} @click=${() => this.#toggle()}>${icon("filter")}<span>More filters</span></button>`
      : nothing;
  }

  #toggle() {
    this.#showsAll = !this.#showsAll;
    redraw();
  }

  /** @param {Filter} filter @param {string} value */
  #field(filter, value) {
    const { name, label, kind, resource = "", options = [], placeholder = "Any" } = filter;
    const id = `filter-${name}`;
    if (kind === "record") {
      return this.#records.get(name)?.template(value ? nameOf(resource, value) : "");
    }
    if (kind === "choice") {
      return html`<label class="filter" for=${id}>${label}
        <select id=${id} @change=${(/** @type {FieldEvent} */ event) => this.go({ [name]: event.target.value || null })}>
          <option value="" .selected=${value === ""}>${placeholder}</option>
          ${options.map((option) => html`<option value=${option.value} .selected=${option.value === value}>${option.label}</option>`)}
        </select></label>`;
    }
    const type = kind === "text" ? "search" : kind;
    const typed = this.#typed?.name === name && (this.#typed.pending || this.#typed.text.trim() === value) ? this.#typed.text : null;
    return html`<label class="filter" for=${id}>${label}
      <span class="field">${kind === "text" ? icon("search") : ""}<input id=${id} name=${name} type=${type} autocomplete="off" spellcheck="false" placeholder=${placeholder}
        .value=${live(typed ?? value)} class=${value ? "picked" : ""}
        @input=${(/** @type {FieldEvent} */ event) => this.#typing(name, event.target.value, value)}
        @change=${() => this.#apply()}></span></label>`;
  }

  /** @param {string} name @param {string} text @param {string} applied the text of the address */
  #typing(name, text, applied) {
    this.#typed = { name, text, pending: true };
    this.#replaces = applied !== "";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#apply(), PAUSE_MS);
  }

  #apply() {
    clearTimeout(this.#timer);
    if (this.#typed?.pending) {
      this.#typed.pending = false;
      this.go({ [this.#typed.name]: this.#typed.text.trim() || null }, { replace: this.#replaces });
    }
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    this.#apply();
  }

  /** Forgets what the user types. */
  reset() {
    clearTimeout(this.#timer);
    this.#typed = null;
  }
}
