/** What the search finds: records of the API by name, and commands. */

/**
 * @import { Named, Person, Company, User } from "../api/types.js"
 * @typedef {{ name: string, detail: string, run: () => unknown }} Finding
 * @typedef {{ title: string, findings: Finding[] }} Group
 */

import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";
import { addressOfRecord } from "../records/links.js";
import { router } from "../routing/router.js";

const MOST = 5;

/** @type {{ title: string, resource: string, detail: (record: any) => string | null | undefined }[]} */
const RESOURCES = [
  { title: "People", resource: "people", detail: (/** @type {Person} */ { title, email }) => title ?? email },
  { title: "Companies", resource: "companies", detail: (/** @type {Company} */ { domain }) => domain },
  { title: "Sequences", resource: "sequences", detail: () => "" },
  { title: "Users", resource: "users", detail: (/** @type {User} */ { email }) => email },
];

export class Findings {
  /** The text of the shown findings, which can be that of an earlier search. */
  text = "";

  /** Whether requests of the search are open. */
  isSearching = false;

  /** @type {Map<string, Group>} */
  #records = new Map();

  #request = new AbortController();

  /** @param {() => Finding[]} commands returns the commands of the page */
  constructor(commands) {
    this.commands = commands;
  }

  /** The groups with findings. */
  get groups() {
    const commands = { title: "Commands", findings: this.commands().filter(({ name }) => hasWords(name, this.text)) };
    return [...RESOURCES.flatMap(({ title }) => this.#records.get(title) ?? []), commands].filter(({ findings }) => findings.length > 0);
  }

  /**
   * Searches for a text, and aborts the former search. Shows the findings of each resource when they arrive.
   *
   * @param {string} text
   */
  async search(text) {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    this.text = text;
    this.isSearching = text !== "";
    if (text === "") {
      this.#records.clear();
      redraw();
      return;
    }
    await Promise.all(RESOURCES.map((resource) => this.#read(resource, text, request)));
    if (request === this.#request) {
      this.isSearching = false;
      redraw();
    }
  }

  /** @param {typeof RESOURCES[number]} resource @param {string} text @param {AbortController} request */
  async #read({ title, resource, detail }, text, request) {
    try {
      /** @type {{ items: Named[] }} */
      const { items } = await api.get(`/api/${resource}`, { name: text, sort: "name", per: MOST }, request);
      learn(...items);
      const findings = items.map((item) => ({ name: item.name, detail: detail(item) ?? "", run: () => router.go(addressOfRecord(resource, item.id)) }));
      this.#records.set(title, { title, findings });
      redraw();
    } catch (error) {
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      } else if (error instanceof api.Refused) {
        this.#records.delete(title);
      } else if (!api.isAborted(error)) {
        throw error;
      }
    }
  }

  /** Forgets the search. */
  reset() {
    this.search("");
  }
}

/**
 * Returns whether a name contains all words of a text, in any order.
 *
 * @param {string} name
 * @param {string} text
 */
export function hasWords(name, text) {
  const lower = name.toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => lower.includes(word));
}
