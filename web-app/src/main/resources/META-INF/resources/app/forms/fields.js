/** The inputs of a form, with their problems beside them. Also for forms on a page instead of in a dialog. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Field, Form } from "./form.js"
 */

import { nameOf } from "../api/names.js";
import { html, live, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { Typeahead } from "../parts/typeahead.js";
import { detailOf } from "../records/details.js";

export class Fields {
  /** @type {Map<string, Typeahead<any>>} */
  #records = new Map();

  /** @param {Form} form */
  constructor(form) {
    this.form = form;
    for (const { name, label, required, resource = "" } of form.fields.filter(({ type }) => type === "record")) {
      this.#records.set(name, new Typeahead({
        ...{ id: idOf(name), label, resource, placeholder: required ? "Search by name" : "None", detail: detailOf },
        onPick: (record) => this.#set(name, record?.id ?? null),
      }));
    }
  }

  template() {
    return html`
      ${this.form.problems.has("") ? html`<p class="problem" role="alert">${this.form.problems.get("")}</p>` : nothing}
      ${this.form.fields.map((field) => this.#field(field))}`;
  }

  /** Focuses the first field with a problem, or else the first field. */
  focus() {
    const name = this.form.firstProblem || this.form.fields[0]?.name;
    /** @type {HTMLElement | null} */ (document.querySelector(`#${CSS.escape(idOf(name))}`))?.focus();
  }

  /** @param {Field} field */
  #field(field) {
    const { name, label, type, required, hint, resource = "" } = field;
    const value = this.form.values[name];
    const problem = this.form.problems.get(name) ?? "";
    if (type === "record") {
      return html`<div class="form-field">${this.#records.get(name)?.template(typeof value === "string" ? nameOf(resource, value) : "", problem)}</div>`;
    }
    if (type === "checkbox") {
      return html`
        <div class="form-field">
          <label class="choice"><input id=${idOf(name)} type="checkbox" aria-invalid=${problem !== ""} aria-describedby=${problem ? `${idOf(name)}-problem` : nothing}
            .checked=${live(value === true)} @change=${(/** @type {FieldEvent} */ event) => this.#set(name, event.target.checked)}> ${label}</label>
          ${problem ? html`<p class="problem" id=${`${idOf(name)}-problem`}>${problem}</p>` : nothing}
        </div>`;
    }
    return html`
      <div class="form-field">
        <label for=${idOf(name)}>${label}${required ? nothing : html` <span class="why">(optional)</span>`}</label>
        ${this.#input(field, String(value ?? ""), problem)}
        ${hint ? html`<p class="hint" id=${`${idOf(name)}-hint`}>${hint}</p>` : nothing}
        ${problem ? html`<p class="problem" id=${`${idOf(name)}-problem`}>${problem}</p>` : nothing}
      </div>`;
  }

  /** @param {Field} field @param {string} value @param {string} problem */
  #input({ name, type = "text", required, hint, maxLength, options = [], autocomplete = "off" }, value, problem) {
    const id = idOf(name);
    const described = [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ") || nothing;
    const change = (/** @type {FieldEvent} */ event) => this.#set(name, event.target.value);
    if (type === "select") {
      return html`<select id=${id} aria-invalid=${problem !== ""} aria-describedby=${described} @change=${change}>
        ${options.map((option) => html`<option value=${option.value} .selected=${option.value === value}>${option.label}</option>`)}</select>`;
    }
    if (type === "textarea") {
      return html`<textarea id=${id} rows="4" dir="auto" maxlength=${maxLength ?? nothing} aria-required=${Boolean(required)} aria-invalid=${problem !== ""}
        aria-describedby=${described} .value=${live(value)} @input=${change}></textarea>`;
    }
    // The API checks addresses and names the problem; the browser would show another one.
    return html`<input id=${id} type=${type === "email" || type === "url" ? "text" : type} inputmode=${type === "email" || type === "url" || type === "tel" ? type : nothing}
      dir="auto" autocomplete=${autocomplete} spellcheck="false" maxlength=${maxLength ?? nothing} aria-required=${Boolean(required)}
      aria-invalid=${problem !== ""} aria-describedby=${described} .value=${live(value)} @input=${change}>`;
  }

  /** @param {string} name @param {import("./form.js").Value} value */
  #set(name, value) {
    this.form.set(name, value);
    redraw();
  }
}

/** @param {string} name */
function idOf(name) {
  return `form-${name}`;
}
