/** The filters by person, company, sequence and owner, each found by words of the name. */

/** @import { Changes, View } from "../address/view.js" */

import { FILTERS, filtersOf } from "../address/view.js";
import { nameOf } from "../api/names.js";
import { icon } from "../drawing/icons.js";
import { html, nothing } from "../drawing/lit.js";
import { label } from "../drawing/text.js";
import { Typeahead } from "../parts/typeahead.js";

/** @type {{ name: string, label: string, resource: string, detail?: (record: any) => string }[]} */
const FIELDS = [
  { name: "person_id", label: "Person", resource: "people", detail: ({ title, email }) => [title, email].filter(Boolean).join(" · ") },
  { name: "company_id", label: "Company", resource: "companies", detail: ({ domain }) => domain ?? "" },
  { name: "sequence_id", label: "Sequence", resource: "sequences" },
  { name: "owner", label: "Owner", resource: "users", detail: ({ email }) => email ?? "" },
];

export class Filters {
  #fields;

  /** @param {(changes: Changes) => void} go called with the changed parameters */
  constructor(go) {
    this.go = go;
    this.#fields = FIELDS.map(({ name, ...field }) => ({
      name,
      resource: field.resource,
      field: new Typeahead({ ...field, id: `filter-${name}`, onPick: (thing) => go({ [name]: thing?.id ?? null }) }),
    }));
  }

  /** @param {View} view */
  template(view) {
    return html`
      <form class="filters" role="search" aria-label="Filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        ${this.#fields.map(({ name, resource, field }) => field.template(view[name] ? nameOf(resource, view[name]) : ""))}
      </form>`;
  }

  /**
   * Returns the button that removes all filters, if there are any.
   *
   * @param {View} view
   */
  clearButton(view) {
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
   * Returns the filters as text: "company Acme, state Ready".
   *
   * @param {View} view
   */
  describe(view) {
    const fields = this.#fields.filter(({ name }) => view[name]).map(({ name, resource, field }) => `${field.label.toLowerCase()} ${nameOf(resource, view[name])}`);
    const words = [["channel", "channel"], ["status", "state"]].filter(([name]) => view[name]).map(([name, text]) => `${text} ${label(view[name])}`);
    return [...fields, ...words].join(", ");
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
