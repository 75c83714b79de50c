/** The fields of a new person, at an existing or a new company, in the dialog for a new outreach. */

/**
 * @import { Company } from "../api/types.js"
 * @import { Channel } from "./contacts.js"
 */

import { html, nothing } from "../drawing/lit.js";
import { Typeahead } from "../parts/typeahead.js";
import { CONTACTS } from "./contacts.js";

export class NewPerson {
  /** @type {Company | null} */
  #company = null;

  #newCompany = false;

  /**
   * @param {object} parts
   * @param {Map<string, string>} parts.problems the problems by the label of the field
   * @param {(change: () => void, field?: string) => void} parts.set changes the form, and focuses a new field
   */
  constructor({ problems, set }) {
    this.problems = problems;
    this.set = set;
    this.companyField = new Typeahead({
      id: "creation-companies",
      label: "Company",
      resource: "companies",
      detail: (/** @type {Company} */ { domain }) => domain ?? "",
      placeholder: "Search by name",
      onPick: (/** @type {Company | null} */ company) => this.set(() => (this.#company = company)),
    });
  }

  /** Forgets the answers. */
  reset() {
    this.#company = null;
    this.#newCompany = false;
  }

  /** @param {Channel} channel @param {unknown} toExisting a button that leads to the choice of an existing person */
  template(channel, toExisting) {
    const contact = CONTACTS[channel];
    return html`
      <div class="someone either" role="group" aria-labelledby="creation-someone">
        <h3 id="creation-someone">New person</h3>
        ${this.#input("Name", "name")}
        <div class="either">
          ${this.#newCompany
            ? html`${this.#input("Company", "company")}${toggle("Choose an existing company", () => this.set(() => (this.#newCompany = false), "#creation-companies"))}`
            : html`${this.companyField.template(this.#company?.name, this.problems.get("Company"))}
                ${toggle("Add a new company", () => this.set(() => (this.#newCompany = true), "#creation-company"))}`}
        </div>
        ${this.#input(contact.label, contact.field, contact.mode, "Optional")}
        ${toExisting}
      </div>`;
  }

  /** @param {string} name @param {string} field */
  #input(name, field, mode = "text", placeholder = "") {
    const problem = this.problems.get(name);
    return html`
      <label class="reason" for=${`creation-${field}`}>${name}
        <input id=${`creation-${field}`} name=${field} type="text" inputmode=${mode} autocomplete="off" placeholder=${placeholder}
          aria-invalid=${problem !== undefined} aria-describedby=${problem ? `creation-${field}-problem` : nothing}>
      </label>
      ${problem ? html`<p class="problem" id=${`creation-${field}-problem`}>${problem}</p>` : nothing}`;
  }

  /**
   * Returns the person for the API; null if a field has a problem.
   *
   * @param {HTMLFormElement} form
   * @param {Channel} channel
   */
  read(form, channel) {
    const missing = [["Name", "name"], ["Company", "company"]].filter(([, field]) => valueOf(form, field)?.trim() === "");
    missing.forEach(([name]) => this.problems.set(name, `Enter a ${name.toLowerCase()}.`));
    if (!this.#newCompany && !this.#company) {
      this.problems.set("Company", "Choose a company, or add a new one.");
    }
    if (this.problems.size > 0) {
      return null;
    }
    const { field } = CONTACTS[channel];
    const company = this.#newCompany ? { company: { name: valueOf(form, "company") } } : { company_id: this.#company?.id };
    return { name: valueOf(form, "name"), ...company, [field]: valueOf(form, field) || null };
  }
}

/** @param {string} text @param {() => void} run */
export function toggle(text, run) {
  return html`<button type="button" class="link" @click=${run}>${text}</button>`;
}

/**
 * Returns the text in an input of a form; undefined if the form has no such input.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function valueOf(form, name) {
  return /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name))?.value;
}
