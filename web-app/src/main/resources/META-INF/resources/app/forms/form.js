/** The state of a form: its values, whether they differ from the first ones, and the problems beside its fields. */

/**
 * @import { Problem } from "../api/types.js"
 *
 * @typedef {object} Field
 * @property {string} name the name in the API
 * @property {string} label
 * @property {"text" | "email" | "tel" | "url" | "number" | "date" | "password" | "textarea" | "select" | "checkbox" | "record"} [type] text if
 *   missing
 * @property {boolean} [required]
 * @property {string} [hint] a sentence below the field
 * @property {number} [maxLength] in characters
 * @property {{ value: string, label: string }[]} [options] of a select
 * @property {string} [resource] of a record, such as `companies`
 * @property {string} [autocomplete] the HTML attribute
 * @property {(stored: any) => string} [show] returns the text for a value of the API that is not a text
 * @property {(text: string) => unknown} [parse] returns the value for the API of a text that `show` returns
 *
 * @typedef {string | boolean | null} Value the id of a record; null for none
 */

import { sentence } from "../drawing/text.js";

export class Form {
  /** @type {Record<string, Value>} */
  values = {};

  /**
   * The problem of each field; that of the whole form has the name "".
   *
   * @type {Map<string, string>}
   */
  problems = new Map();

  /** @type {Record<string, Value>} */
  #first = {};

  /**
   * @param {Field[]} fields
   * @param {Record<string, any>} [values] the first values, as in the API
   */
  constructor(fields, values = {}) {
    this.fields = fields;
    for (const field of fields) {
      this.values[field.name] = shown(field, values[field.name]);
    }
    this.#first = { ...this.values };
  }

  /** Whether a value differs from the first one. */
  get isDirty() {
    return this.fields.some(({ name }) => this.#isChanged(name));
  }

  /**
   * Changes a value. Its problem disappears.
   *
   * @param {string} name
   * @param {Value} value
   */
  set(name, value) {
    this.values[name] = value;
    this.problems.delete(name);
  }

  /** Checks that no required field is blank. Returns whether there is no problem. */
  check() {
    this.problems.clear();
    for (const { name, label, required } of this.fields) {
      if (required && this.#sent(name) === null) {
        this.problems.set(name, `Enter the ${label.toLowerCase()}.`);
      }
    }
    return this.problems.size === 0;
  }

  /** Returns the values for the API, without the empty ones. */
  body() {
    return Object.fromEntries(this.fields.map(({ name }) => [name, this.#sent(name)]).filter(([, value]) => value !== null));
  }

  /** Returns the changed values for the API. An emptied field is null. */
  changes() {
    return Object.fromEntries(this.fields.filter(({ name }) => this.#isChanged(name)).map(({ name }) => [name, this.#sent(name)]));
  }

  /**
   * Returns the changed values for the API, unless another user has changed the same fields of the record in the meantime.
   * Then it returns null and the fields have a problem; the next call accepts these changes as known.
   *
   * @param {Record<string, any>} now the record as it is
   */
  changesTo(now) {
    for (const field of this.fields.filter(({ name }) => name in now)) {
      const { name } = field;
      const stored = shown(field, now[name]);
      if (stored !== this.#first[name]) {
        if (this.#isChanged(name) && stored !== this.values[name]) {
          this.problems.set(name, `Another user has changed this to “${stored || "nothing"}”. Save again to overwrite it.`);
        } else {
          this.values[name] = this.#isChanged(name) ? this.values[name] : stored;
        }
        this.#first[name] = stored;
      }
    }
    return this.problems.size > 0 ? null : this.changes();
  }

  /**
   * Puts the errors of a problem beside their fields. Returns the name of the first field with a problem; "" if there is none.
   *
   * @param {Problem} problem
   */
  accept({ errors, detail, title }) {
    this.problems.clear();
    for (const error of errors ?? [{ detail: detail ?? title ?? "" }]) {
      const known = this.fields.some(({ name }) => name === error.name);
      const text = known || !error.name ? error.detail : `${error.name}: ${error.detail}`;
      const name = known ? error.name ?? "" : "";
      this.problems.set(name, [this.problems.get(name), sentence(text)].filter(Boolean).join(" "));
    }
    return this.firstProblem;
  }

  /** The name of the first field with a problem; "" if there is none. */
  get firstProblem() {
    return this.fields.find(({ name }) => this.problems.has(name))?.name ?? "";
  }

  /** @param {string} name */
  #isChanged(name) {
    return this.values[name] !== this.#first[name];
  }

  /** @param {string} name @returns {any} */
  #sent(name) {
    const value = this.values[name];
    const parse = this.fields.find((field) => field.name === name)?.parse;
    if (typeof value !== "string") {
      return value;
    }
    return parse ? parse(value.trim()) : value.trim() || null;
  }
}

/** @param {Field} field @param {any} stored a value of the API @returns {Value} */
function shown({ type, show }, stored) {
  return show ? show(stored) : stored ?? (type === "checkbox" ? false : type === "record" ? null : "");
}
