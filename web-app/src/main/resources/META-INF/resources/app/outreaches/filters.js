/** The filters by person, company, sequence and owner, each found by words of the name, and by time. */

/**
 * @import { Changes, View } from "../address/view.js"
 * @import { FieldEvent } from "../drawing/lit.js"
 * @typedef {{ name: string, label: string, resource: string, detail?: (record: any) => string, none?: string, words?: string }} Field
 */

import { FILTERS, filtersOf, toggled, valuesOf } from "../address/view.js";
import { nameOf } from "../api/names.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { either, label } from "../drawing/text.js";
import { Typeahead } from "../parts/typeahead.js";

/** The value for outreaches without a sequence or an owner. */
const NONE = "none";

/** @type {Field[]} */
const FIELDS = [
  { name: "person_id", label: "Person", resource: "people", detail: ({ title, email }) => [title, email].filter(Boolean).join(" · "), words: "person" },
  { name: "company_id", label: "Company", resource: "companies", detail: ({ domain }) => domain ?? "" },
  { name: "sequence_id", label: "Sequence", resource: "sequences", none: "No sequence" },
  { name: "owner", label: "Owner", resource: "users", detail: ({ email }) => email ?? "", none: "No owner" },
];

const TIMES = [
  { name: "created_after", label: "Created from", text: "created from" },
  { name: "created_before", label: "Created until", text: "created until" },
  { name: "changed_after", label: "Last change from", text: "last changed from" },
  { name: "changed_before", label: "Last change until", text: "last changed until" },
];

export class Filters {
  #fields;
  #view = /** @type {View} */ ({});
  #showsTimes = false;

  /** @param {(changes: Changes) => void} go called with the changed parameters */
  constructor(go) {
    this.go = go;
    this.#fields = FIELDS.map((field) => ({ ...field, typeahead: this.#typeahead(field) }));
  }

  /** @param {Field} field */
  #typeahead({ name, label: text, resource, detail, none, words }) {
    return new Typeahead({
      id: `filter-${name}`,
      label: text,
      resource,
      detail,
      extra: none ? [{ id: NONE, name: none }] : [],
      search: words ? { label: (written) => `Everyone with “${written}” in the name`, pick: (written) => this.go({ [words]: written, [name]: null }) } : undefined,
      onPick: (thing) => this.go(thing ? this.#added(name, thing.id) : { [name]: null, ...(words && { [words]: null }) }),
    });
  }

  /** @param {string} name @param {string} value */
  #added(name, value) {
    return valuesOf(this.#view, name).includes(value) ? {} : toggled(this.#view, name, value);
  }

  /** @param {View} view */
  template(view) {
    this.#view = view;
    return html`
      <form class="filters" role="search" aria-label="Filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        ${this.#fields.map((field) => field.typeahead.template(this.#names(field, view).join(", ")))}
        ${TIMES.filter(({ name }) => this.#showsTimes || view[name]).map(({ name, label: text }) => html`
          <label class="filter" for=${`filter-${name}`}>${text}
            <input id=${`filter-${name}`} name=${name} type="date" .value=${(view[name] ?? "").slice(0, 10)} class=${view[name] ? "picked" : ""}
              @change=${(/** @type {FieldEvent} */ event) => this.go({ [name]: event.target.value || null })}></label>`)}
      </form>`;
  }

  /**
   * Returns the names of the picked records.
   *
   * @param {Field} field
   * @param {View} view
   */
  #names({ name, resource, none, words }, view) {
    const text = words && view[words] ? [`“${view[words]}”`] : [];
    return [...valuesOf(view, name).map((id) => (id === NONE && none ? none : nameOf(resource, id))), ...text];
  }

  /**
   * Returns the buttons that show the filters by time, and that remove filters.
   *
   * @param {View} view
   */
  buttons(view) {
    return html`
      <button type="button" class="quiet" aria-expanded=${this.#showsTimes} @click=${() => this.#toggleTimes()}>${icon("filter")}<span>Dates</span></button>
      ${this.#chips(view)}${this.#clearButton(view)}`;
  }

  #toggleTimes() {
    this.#showsTimes = !this.#showsTimes;
    redraw();
  }

  /**
   * Returns a button for each value of the filters that have several, which removes it.
   *
   * @param {View} view
   */
  #chips(view) {
    return this.#fields.filter(({ name }) => valuesOf(view, name).length > 1).flatMap(({ name, label: text, resource, none }) =>
      valuesOf(view, name).map((id) => {
        const value = id === NONE && none ? none : nameOf(resource, id);
        return html`<button type="button" class="filter-chip" aria-label=${`Remove ${text.toLowerCase()} ${value}`}
          @click=${() => this.go(toggled(view, name, id))}><span dir="auto">${value}</span>${icon("close")}</button>`;
      }));
  }

  /** @param {View} view */
  #clearButton(view) {
    const count = Object.keys(filtersOf(view)).length;
    return count === 0
      ? nothing
      : html`<button type="button" class="quiet" @click=${() => this.clear()}>Clear ${count === 1 ? "filter" : `all ${count} filters`}</button>`;
  }

  /** Removes all filters. */
  clear() {
    this.go(Object.fromEntries(FILTERS.map((name) => [name, null])));
  }

  /**
   * Returns the filters as text: "company Acme or Bolt, no owner, state Ready".
   *
   * @param {View} view
   */
  describe(view) {
    const fields = this.#fields.filter(({ name, words }) => view[name] || (words && view[words])).map((field) => {
      const text = either(this.#names(field, view));
      return view[field.name] === NONE && field.none ? field.none.toLowerCase() : `${field.label.toLowerCase()} ${text}`;
    });
    const words = [["channel", "channel"], ["status", "state"]].filter(([name]) => view[name]).map(([name, text]) => `${text} ${either(valuesOf(view, name).map(label))}`);
    const times = TIMES.filter(({ name }) => view[name]).map(({ name, text }) => `${text} ${view[name]}`);
    return [...fields, ...words, ...times].join(", ");
  }
}

/**
 * Returns the button that shows and hides the filters on a phone.
 *
 * @param {View} view
 * @param {boolean} shown
 * @param {() => void} toggle
 */
export function filtersToggle(view, shown, toggle) {
  const count = Object.keys(filtersOf(view)).length;
  return html`
    <button type="button" class="filters-toggle" aria-expanded=${shown} @click=${toggle}>
      ${icon("filter")}Filters${count > 0 ? html` <b>${count}</b>` : nothing}
    </button>`;
}
