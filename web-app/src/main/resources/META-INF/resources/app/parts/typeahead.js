/** A combobox that finds records by words of the name. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Named, Pagination } from "../api/types.js"
 */

import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { icon } from "../drawing/icons.js";
import { html, live, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { number } from "../drawing/text.js";

const PAUSE_MS = 150;
const MOST_OPTIONS = 8;

/** The id of the option for the typed text. No record has it. */
const TEXT = "";

/** @template {Named} T */
export class Typeahead {
  /** @type {T[]} */
  #options = [];
  #active = -1;
  #open = false;

  /**
   * The typed text; null while the field shows the picked record.
   *
   * @type {string | null}
   */
  #text = null;

  #message = "";
  #timer = 0;

  /** @type {AbortController | null} */
  #request = null;

  /**
   * Earlier answers by text. The field shows them while it reads again.
   *
   * @type {Map<string, { items: T[], pagination: Pagination }>}
   */
  #known = new Map();

  /** Whether the options do not match the typed text yet, and whether Enter was pressed meanwhile. */
  #waiting = false;
  #pickFirst = false;

  /**
   * @param {object} parts
   * @param {string} parts.id the id of the input
   * @param {string} parts.label
   * @param {string} parts.resource the resource of the API, for example `companies`
   * @param {string} [parts.placeholder] the text of the empty field
   * @param {(record: T) => string} [parts.detail] returns a text that distinguishes records with the same name
   * @param {Named[]} [parts.extra] options in addition to the records, for example "No owner"
   * @param {{ label: (text: string) => string, pick: (text: string) => void }} [parts.search] an option for the typed text itself
   * @param {(record: T | null) => void} parts.onPick called with the picked record, or null when it is cleared
   */
  constructor({ id, label, resource, placeholder = "Any", detail = () => "", extra = [], search, onPick }) {
    this.id = id;
    this.label = label;
    this.resource = resource;
    this.placeholder = placeholder;
    this.detail = detail;
    this.extra = extra;
    this.search = search;
    this.onPick = onPick;
  }

  /** Returns the field with the name of the picked record and the problem of the field. */
  template(picked = "", problem = "") {
    const list = `${this.id}-options`;
    return html`
      <div class="typeahead" @focusout=${(/** @type {FocusEvent} */ event) => this.#left(event, picked)}>
        <label for=${this.id}>${this.label}</label>
        <div class="field">
          <input id=${this.id} type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder=${this.placeholder}
            aria-invalid=${problem !== ""} aria-describedby=${problem ? `${this.id}-problem` : nothing}
            aria-autocomplete="list" aria-expanded=${this.#open} aria-controls=${list}
            aria-activedescendant=${this.#active >= 0 ? `${list}-${this.#active}` : nothing}
            class=${picked && this.#text === null ? "picked" : ""}
            .value=${live(this.#text ?? picked)}
            @input=${(/** @type {FieldEvent} */ event) => this.#typed(event.target.value)}
            @click=${(/** @type {FieldEvent} */ event) => this.#opened(event.target)}
            @keydown=${(/** @type {KeyboardEvent} */ event) => this.#pressed(event, picked)}>
          ${picked
            ? html`<button type="button" class="clear" aria-label=${`Clear ${this.label.toLowerCase()}`} @click=${() => this.#pick(null)}>${icon("close")}</button>`
            : icon("search")}
        </div>
        <ul id=${list} role="listbox" aria-label=${this.label} class=${this.#waiting ? "stale" : ""} ?hidden=${!this.#open || this.#options.length === 0}>
          ${repeat(this.#options, (option) => option.id, (option, index) => html`
            <li id=${`${list}-${index}`} role="option" aria-selected=${index === this.#active}
              @mousedown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => this.#pick(option)}>
              <span dir="auto">${option.name}</span> <small>${this.#isRecord(option) ? this.detail(option) : ""}</small>
            </li>`)}
        </ul>
        ${problem ? html`<p class="problem" id=${`${this.id}-problem`}>${problem}</p>` : nothing}
        <p class="found" role="status" ?hidden=${!this.#open || !this.#message}>${this.#open ? this.#message : ""}</p>
      </div>`;
  }

  /** Forgets the typed text. */
  reset() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#options = [];
    this.#active = -1;
    this.#message = "";
    this.#open = false;
    this.#text = null;
    this.#waiting = false;
    this.#pickFirst = false;
    redraw();
  }

  /** @param {string} text */
  #typed(text) {
    this.#text = text;
    this.#open = true;
    this.#waiting = true;
    this.#pickFirst = false;
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#timer = setTimeout(() => this.#look(text.trim()), PAUSE_MS);
    redraw();
  }

  /** @param {HTMLInputElement} input */
  #opened(input) {
    if (!this.#open) {
      input.select();
      this.#open = true;
      this.#look("");
    }
  }

  /** @param {string} text */
  async #look(text) {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.#waiting = true;
    const known = this.#known.get(text);
    if (known) {
      this.#show(text, known);
    }
    redraw();
    try {
      const query = { name: text, sort: "name", per: MOST_OPTIONS };
      const answer = await api.get(`/api/${this.resource}`, query, request);
      this.#known.set(text, answer);
      this.#waiting = false;
      this.#show(text, answer);
    } catch (error) {
      if (api.isAborted(error)) {
        return;
      }
      this.#waiting = false;
      this.#options = [];
      this.#active = -1;
      this.#message = error instanceof Error ? error.message : String(error);
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      }
    }
    redraw();
  }

  /** @param {string} text @param {{ items: T[], pagination: Pagination }} answer */
  #show(text, { items, pagination }) {
    this.#options = [...this.#matchingExtra(text), ...items, ...this.#textOption(text)];
    this.#active = text && this.#options.length > 0 ? 0 : -1;
    this.#message = items.length === 0 ? `No results for “${text}”.` : more(pagination.total_count);
    if (this.#pickFirst && !this.#waiting && items.length > 0) {
      this.#pick(items[0]);
    }
  }

  /** @param {string} text @returns {T[]} */
  #matchingExtra(text) {
    return /** @type {T[]} */ (this.extra.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())));
  }

  /** @param {string} text @returns {T[]} */
  #textOption(text) {
    return text && this.search ? [/** @type {T} */ ({ id: TEXT, name: this.search.label(text) })] : [];
  }

  /** @param {T} option */
  #isRecord(option) {
    return option.id !== TEXT && !this.extra.some(({ id }) => id === option.id);
  }

  /** @param {KeyboardEvent} event @param {string} picked */
  #pressed(event, picked) {
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (this.#open) {
        this.#move(steps[event.key]);
      } else {
        this.#opened(/** @type {HTMLInputElement} */ (event.target));
      }
    } else if (event.key === "Enter" && this.#open && this.#waiting && this.#text) {
      event.preventDefault();
      this.#pickFirst = true;
    } else if (event.key === "Enter" && this.#open && this.#active >= 0) {
      event.preventDefault();
      this.#pick(this.#options[this.#active]);
    } else if (event.key === "Enter" && picked && this.#text === "") {
      this.#pick(null);
    } else if (event.key === "Escape" && (this.#open || this.#text !== null)) {
      event.preventDefault();
      event.stopPropagation();
      this.reset();
    }
  }

  /** @param {number} step */
  #move(step) {
    const count = this.#options.length;
    if (count > 0) {
      this.#active = (Math.max(this.#active, step < 0 ? 0 : -1) + step + count) % count;
      redraw();
    }
  }

  /** @param {T | null} record */
  #pick(record) {
    const text = (this.#text ?? "").trim();
    this.reset();
    if (record?.id === TEXT) {
      this.search?.pick(text);
      return;
    }
    if (record && this.#isRecord(record)) {
      learn(record);
    }
    this.onPick(record);
  }

  /** @param {FocusEvent} event @param {string} picked */
  #left(event, picked) {
    const field = /** @type {Element} */ (event.currentTarget);
    if (field.contains(/** @type {Element | null} */ (event.relatedTarget))) {
      return;
    }
    if (picked && this.#text === "") {
      this.#pick(null);
    } else {
      this.reset();
    }
  }
}

/** @param {number} total */
function more(total) {
  return total > MOST_OPTIONS ? `${MOST_OPTIONS} of ${number(total)}` : "";
}
