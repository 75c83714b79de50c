/** A field that finds something by a part of its name while one types: a combobox as the ARIA practices describe it. */

import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { icon } from "../drawing/icons.js";
import { html, live, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { number } from "../drawing/text.js";

const PAUSE_MS = 150;
const MOST_OPTIONS = 8;

export class Typeahead {
  #options = [];
  #active = -1;
  #open = false;
  #text = null;
  #message = "";
  #timer = null;
  #request = null;

  /** What was found for each text so far; shown at once, while it is asked for again. */
  #known = new Map();

  /** Whether what is shown is not yet the answer to what was typed, and whether Enter was pressed meanwhile. */
  #waiting = false;
  #pickFirst = false;

  /**
   * @param id the id of its input
   * @param label what is looked for, for people
   * @param resource the resource of the API to look in, for example `companies`
   * @param placeholder what stands there while nothing is picked
   * @param detail what tells two of one name apart: a function of the found thing
   * @param onPick called with the thing that was picked, or null when it was taken away
   */
  constructor({ id, label, resource, placeholder = "Any", detail = () => "", onPick }) {
    Object.assign(this, { id, label, resource, placeholder, detail, onPick });
  }

  /** The field, with the name of what is picked now, and what is wrong with it. */
  template(picked = "", problem = "") {
    const list = `${this.id}-options`;
    return html`
      <div class="typeahead" @focusout=${(event) => this.#left(event, picked)}>
        <label for=${this.id}>${this.label}</label>
        <div class="field">
          <input id=${this.id} type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder=${this.placeholder}
            aria-invalid=${problem !== ""} aria-describedby=${problem ? `${this.id}-problem` : nothing}
            aria-autocomplete="list" aria-expanded=${this.#open} aria-controls=${list}
            aria-activedescendant=${this.#active >= 0 ? `${list}-${this.#active}` : nothing}
            class=${picked && this.#text === null ? "picked" : ""}
            .value=${live(this.#text ?? picked)}
            @input=${(event) => this.#typed(event.target.value)}
            @click=${(event) => this.#opened(event.target)}
            @keydown=${(event) => this.#pressed(event, picked)}>
          ${picked
            ? html`<button type="button" class="clear" aria-label=${`Clear ${this.label.toLowerCase()}`} @click=${() => this.#pick(null)}>${icon("close")}</button>`
            : icon("search")}
        </div>
        <ul id=${list} role="listbox" aria-label=${this.label} class=${this.#waiting ? "stale" : ""} ?hidden=${!this.#open || this.#options.length === 0}>
          ${repeat(this.#options, (option) => option.id, (option, index) => html`
            <li id=${`${list}-${index}`} role="option" aria-selected=${index === this.#active}
              @mousedown=${(event) => event.preventDefault()} @click=${() => this.#pick(option)}>
              <span>${option.name}</span> <small>${this.detail(option)}</small>
            </li>`)}
        </ul>
        ${problem ? html`<p class="problem" id=${`${this.id}-problem`}>${problem}</p>` : nothing}
        <p class="found" role="status" ?hidden=${!this.#open || !this.#message}>${this.#open ? this.#message : ""}</p>
      </div>`;
  }

  /** Forgets what was typed. */
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

  #opened(input) {
    if (!this.#open) {
      input.select();
      this.#open = true;
      this.#look("");
    }
  }

  async #look(text) {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.#waiting = true;
    if (this.#known.has(text)) {
      this.#show(text, this.#known.get(text));
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
      this.#message = error.message;
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      }
    }
    redraw();
  }

  #show(text, { items, pagination }) {
    this.#options = items;
    this.#active = text && items.length > 0 ? 0 : -1;
    this.#message = items.length === 0 ? `No name contains “${text}”.` : more(pagination.total_count);
    if (this.#pickFirst && !this.#waiting && items.length > 0) {
      this.#pick(items[0]);
    }
  }

  #pressed(event, picked) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (this.#open) {
        this.#move(steps[event.key]);
      } else {
        this.#opened(event.target);
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

  #move(step) {
    const count = this.#options.length;
    if (count > 0) {
      this.#active = (Math.max(this.#active, step < 0 ? 0 : -1) + step + count) % count;
      redraw();
    }
  }

  #pick(thing) {
    this.reset();
    learn(thing);
    this.onPick(thing);
  }

  #left(event, picked) {
    if (event.currentTarget.contains(event.relatedTarget)) {
      return;
    }
    if (picked && this.#text === "") {
      this.#pick(null);
    } else {
      this.reset();
    }
  }
}

function more(total) {
  return total > MOST_OPTIONS ? `${MOST_OPTIONS} of ${number(total)}` : "";
}
