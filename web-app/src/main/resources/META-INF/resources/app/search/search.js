/** The search over people, companies, sequences, users and commands, opened with Ctrl-K. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Finding } from "./findings.js"
 */

import { icon } from "../drawing/icons.js";
import { html, live, nothing, repeat } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Question } from "../parts/question.js";
import { Findings } from "./findings.js";

const PAUSE_MS = 150;

/** @extends {Question<true>} */
export class Search extends Question {
  name = "search";
  #text = "";
  #active = 0;
  #timer = 0;

  /** @param {() => Finding[]} commands returns the commands of the page */
  constructor(commands) {
    super();
    this.findings = new Findings(commands);
    addEventListener("keydown", (event) => this.#pressed(event));
  }

  async open() {
    await this.ask(true);
    /** @type {HTMLElement | null} */ (document.querySelector("#search-input"))?.focus();
  }

  template() {
    return this.frame(() => html`<span class="unseen">Search</span>`, () => this.#content());
  }

  #content() {
    const { groups } = this.findings;
    const all = groups.flatMap(({ findings }) => findings);
    const active = Math.min(this.#active, all.length - 1);
    return html`
      <div class="search-field">
        ${icon("search")}
        <input id="search-input" type="text" role="combobox" autocomplete="off" spellcheck="false" aria-label="Search" dir="auto"
          placeholder="People, companies, sequences, commands" aria-autocomplete="list" aria-expanded=${all.length > 0} aria-controls="search-found"
          aria-activedescendant=${active >= 0 ? `search-${active}` : nothing} .value=${live(this.#text)}
          @input=${(/** @type {FieldEvent} */ event) => this.#typed(event.target.value)}
          @keydown=${(/** @type {KeyboardEvent} */ event) => this.#moved(event, all, active)}>
      </div>
      <div id="search-found" role="listbox" aria-label="Results">
        ${repeat(groups, ({ title }) => title, ({ title, findings }) => html`
          <div role="group" aria-label=${title}>
            <p aria-hidden="true">${title}</p>
            ${findings.map((finding) => this.#option(finding, all.indexOf(finding), active))}
          </div>`)}
      </div>
      <p class="why" role="status">${this.findings.isSearching ? "Searching…" : all.length === 0 ? `No results for “${this.#text}”.` : ""}</p>`;
  }

  /** @param {Finding} finding @param {number} index @param {number} active */
  #option(finding, index, active) {
    return html`
      <div id=${`search-${index}`} role="option" aria-selected=${index === active} @click=${() => this.#pick(finding)}>
        <span dir="auto">${finding.name}</span> <small dir="auto">${finding.detail}</small>
      </div>`;
  }

  /** @param {string} text */
  #typed(text) {
    this.#text = text;
    this.#active = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.findings.search(text.trim()), PAUSE_MS);
    redraw();
  }

  /** @param {KeyboardEvent} event @param {Finding[]} all @param {number} active */
  async #moved(event, all, active) {
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && all.length > 0) {
      event.preventDefault();
      this.#active = (active + steps[event.key] + all.length) % all.length;
      await redraw();
      document.querySelector(`#search-${this.#active}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      await this.#pickFirst(all[active]);
    }
  }

  /**
   * Picks a finding of the typed text, not of an earlier one.
   *
   * @param {Finding | undefined} shown
   */
  async #pickFirst(shown) {
    const text = this.#text.trim();
    if (this.findings.text === text && !this.findings.isSearching) {
      this.#pick(shown);
      return;
    }
    clearTimeout(this.#timer);
    await this.findings.search(text);
    if (this.selection && this.#text.trim() === text) {
      this.#pick(this.findings.groups[0]?.findings[0]);
    }
  }

  /** @param {Finding | undefined} finding */
  #pick(finding) {
    if (finding) {
      this.close();
      finding.run();
    }
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) {
        this.open();
      }
    }
  }

  closed() {
    clearTimeout(this.#timer);
    this.#text = "";
    this.#active = 0;
    this.findings.reset();
    super.closed();
  }
}
