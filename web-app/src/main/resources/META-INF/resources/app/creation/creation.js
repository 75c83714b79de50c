/** The dialog for a new outreach to an existing or a new person, at an existing or a new company. */

/**
 * @import { FormEvent } from "../drawing/lit.js"
 * @import { Company, Named, Outreach, Person } from "../api/types.js"
 * @typedef {keyof typeof CONTACTS} Channel
 * @typedef {{ id: string, path: string }} Created
 * @typedef {{ created: Created[], busy: boolean, closed: boolean }} Session
 */

import { connection } from "../api/connection.js";
import { CONTACT_FIELDS } from "../api/limits.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { create } from "../api/writes.js";
import { html, live, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, sentence } from "../drawing/text.js";
import { Question } from "../parts/question.js";
import { Typeahead } from "../parts/typeahead.js";

/** The channels with the input for a new person's contact data. */
const CONTACTS = {
  email: { field: CONTACT_FIELDS.email, label: "Email", mode: "email" },
  phone: { field: CONTACT_FIELDS.phone, label: "Phone", mode: "tel" },
  linkedin: { field: CONTACT_FIELDS.linkedin, label: "LinkedIn address", mode: "url" },
};

const CHANNELS = /** @type {Channel[]} */ (Object.keys(CONTACTS));

/** @extends {Question<{}>} */
export class CreationQuestion extends Question {
  name = "creation";

  /** @type {Channel} */
  #channel = "email";

  /** @type {Person | null} */
  #person = null;

  /** @type {Company | null} */
  #company = null;

  /** @type {Named | null} */
  #sequence = null;

  #newPerson = false;
  #newCompany = false;

  /**
   * The problems by field; "" for those of no field.
   *
   * @type {Map<string, string>}
   */
  #problems = new Map();

  /** Whether the person has an outreach on the channel, so that the user has to confirm another one. */
  #isDuplicate = false;

  /** The records created since the dialog was opened. */
  #session = newSession();

  #personField = this.#field("Person", "people", ({ title, email }) => [title, email].filter(Boolean).join(" · "), (/** @type {Person | null} */ person) => (this.#person = person));
  #companyField = this.#field("Company", "companies", ({ domain }) => domain ?? "", (/** @type {Company | null} */ company) => (this.#company = company));
  #sequenceField = this.#field("Sequence", "sequences", () => "", (/** @type {Named | null} */ sequence) => (this.#sequence = sequence), "None");

  /** @param {(outreach: Outreach, person: Person) => void} onAnswer called with the new outreach and its person */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  /**
   * @template {Named} T
   * @param {string} name
   * @param {string} resource
   * @param {(record: T) => string} detail
   * @param {(record: T | null) => void} take
   */
  #field(name, resource, detail, take, placeholder = "Search by name") {
    const onPick = (/** @type {T | null} */ record) => {
      take(record);
      this.#problems.delete(name);
      this.#forgetDuplicate();
      redraw();
    };
    return new Typeahead({ id: `creation-${resource}`, label: name, resource, detail, placeholder, onPick });
  }

  template() {
    return this.frame(
      () => "New outreach",
      () => html`
        <form novalidate aria-busy=${this.#session.busy} @submit=${(/** @type {FormEvent} */ event) => this.#submit(event)}>
          <fieldset>
            <legend>Channel</legend>
            ${CHANNELS.map((channel) => html`
              <label class="choice"><input type="radio" name="channel" value=${channel} .checked=${live(this.#channel === channel)}
                @change=${() => this.#set(() => (this.#channel = channel))}>${label(channel)}</label>`)}
          </fieldset>
          ${this.#newPerson ? this.#someoneNew() : html`
            <div class="either">
              ${this.#personField.template(this.#person?.name, this.#problems.get("Person"))}
              ${toggle("Add a new person", () => this.#set(() => (this.#newPerson = true), "#creation-name"))}
            </div>`}
          ${this.#sequenceField.template(this.#sequence?.name, this.#problems.get("Sequence"))}
          <p class="problem" role="alert">${connection.trouble && this.#session.busy ? `${connection.trouble} Creation continues when the connection is back.` : this.#problems.get("")}</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            ${this.#isDuplicate ? html`<button type="button" @click=${(/** @type {Event & { target: HTMLButtonElement }} */ { target }) => this.#answer(target.form, true)}>Create anyway</button>` : nothing}
            <button class="primary" aria-disabled=${this.#session.busy}>${this.#session.busy ? "Creating…" : "Create"}</button>
          </div>
        </form>`,
    );
  }

  #someoneNew() {
    const contact = CONTACTS[this.#channel];
    return html`
      <div class="someone either" role="group" aria-labelledby="creation-someone">
        <h3 id="creation-someone">New person</h3>
        ${this.#input("Name", "name")}
        <div class="either">
          ${this.#newCompany
            ? html`${this.#input("Company", "company")}${toggle("Choose an existing company", () => this.#set(() => (this.#newCompany = false), "#creation-companies"))}`
            : html`${this.#companyField.template(this.#company?.name, this.#problems.get("Company"))}
                ${toggle("Add a new company", () => this.#set(() => (this.#newCompany = true), "#creation-company"))}`}
        </div>
        ${this.#input(contact.label, contact.field, contact.mode, "Optional")}
        ${toggle("Choose an existing person", () => this.#set(() => (this.#newPerson = false), "#creation-people"))}
      </div>`;
  }

  /** @param {string} name @param {string} field */
  #input(name, field, mode = "text", placeholder = "") {
    const problem = this.#problems.get(name);
    return html`
      <label class="reason" for=${`creation-${field}`}>${name}
        <input id=${`creation-${field}`} name=${field} type="text" inputmode=${mode} autocomplete="off" placeholder=${placeholder}
          aria-invalid=${problem !== undefined} aria-describedby=${problem ? `creation-${field}-problem` : nothing}>
      </label>
      ${problem ? html`<p class="problem" id=${`creation-${field}-problem`}>${problem}</p>` : nothing}`;
  }

  /**
   * Changes the form, and focuses a new field.
   *
   * @param {() => void} change
   * @param {string} [field]
   */
  async #set(change, field) {
    change();
    this.#problems.clear();
    this.#isDuplicate = false;
    await redraw();
    if (field) {
      /** @type {HTMLElement | null} */ (document.querySelector(field))?.focus();
    }
  }

  #forgetDuplicate() {
    if (this.#isDuplicate) {
      this.#isDuplicate = false;
      this.#problems.delete("");
    }
  }

  /** @param {FormEvent} event */
  #submit(event) {
    event.preventDefault();
    return this.#answer(event.target, false);
  }

  /**
   * @param {HTMLFormElement | null} form
   * @param {boolean} allowSecond whether to create the outreach even if the person has one on the channel
   */
  async #answer(form, allowSecond) {
    const session = this.#session;
    if (session.busy || !form) {
      return;
    }
    session.busy = true;
    this.#problems.clear();
    this.#isDuplicate = false;
    redraw();
    let created = null;
    try {
      created = await this.#create(form, allowSecond, session);
    } finally {
      session.busy = false;
      if (session.closed) {
        removeAll(session);
      }
    }
    if (session.closed) {
      return;
    }
    if (created) {
      const { outreach, person } = created;
      removeAll(session, [outreach.id, person.id, person.company_id]);
      this.close();
      this.onAnswer(outreach, person);
    } else {
      await redraw();
      /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid=true]"))?.focus();
    }
  }

  /**
   * Creates the outreach, after its company and person if they are new. If a later record is refused, the earlier ones stay
   * picked, so that the next try does not create them again.
   *
   * @param {HTMLFormElement} form
   * @param {boolean} allowSecond
   * @param {Session} session
   * @returns {Promise<{ outreach: Outreach, person: Person } | null>} null if a field has a problem
   */
  async #create(form, allowSecond, session) {
    const person = this.#newPerson ? await this.#createPerson(form, session) : this.#person;
    if (!person) {
      if (!this.#newPerson) {
        this.#problems.set("Person", "Choose a person, or add a new one.");
      }
      return null;
    }
    const body = { channel: this.#channel, person_id: person.id, sequence_id: this.#sequence?.id ?? null, allow_second: allowSecond };
    const outreach = await this.#make("outreaches", body, { person_id: "Person", sequence_id: "Sequence" }, session);
    return outreach && { outreach, person };
  }

  /**
   * @param {HTMLFormElement} form
   * @param {Session} session
   * @returns {Promise<Person | null>}
   */
  async #createPerson(form, session) {
    const missing = [["Name", "name"], ["Company", "company"]].filter(([, field]) => valueOf(form, field)?.trim() === "");
    missing.forEach(([name]) => this.#problems.set(name, `Enter a ${name.toLowerCase()}.`));
    if (!this.#newCompany && !this.#company) {
      this.#problems.set("Company", "Choose a company, or add a new one.");
    }
    if (this.#problems.size > 0) {
      return null;
    }
    if (this.#newCompany) {
      const company = await this.#make("companies", { name: valueOf(form, "company") }, { name: "Company" }, session);
      if (!company) {
        return null;
      }
      this.#company = company;
      this.#newCompany = false;
    }
    if (!this.#company) {
      return null;
    }
    const { field, label: contact } = CONTACTS[this.#channel];
    const body = { name: valueOf(form, "name"), company_id: this.#company.id, [field]: valueOf(form, field) || null };
    const person = await this.#make("people", body, { name: "Name", company_id: "Company", [field]: contact }, session);
    if (person) {
      this.#person = person;
      this.#newPerson = false;
    }
    return person;
  }

  /**
   * Creates a record. Returns null if the API refuses it, and keeps the problems by field; also if the dialog was closed.
   *
   * @param {string} resource
   * @param {object} body
   * @param {Record<string, string>} names the labels of the fields
   * @param {Session} session
   */
  async #make(resource, body, names, session) {
    try {
      const record = await create(`/api/${resource}`, body);
      session.created.push({ id: record.id, path: `/api/${resource}/${record.id}` });
      if (session.closed) {
        return null;
      }
      learn(record);
      return record;
    } catch (error) {
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      if (!session.closed) {
        /** @type {import("../api/types.js").FieldError[]} */
        const errors = error.problem.errors ?? [{ detail: error.message }];
        errors.forEach(({ name = "", detail }) => this.#refuse(name, detail, names));
      }
      return null;
    }
  }

  /** @param {string} name @param {string} detail @param {Record<string, string>} names */
  #refuse(name, detail, names) {
    if (name === "allow_second") {
      this.#isDuplicate = true;
      this.#problems.set("", `${this.#person?.name} already has an outreach on this channel: ${label(this.#channel)}.`);
    } else {
      this.#problems.set(names[name] ?? "", sentence(detail));
    }
  }

  /** Removes the records created without an outreach. A record that is being created is removed afterwards. */
  closed() {
    const session = this.#session;
    session.closed = true;
    if (!session.busy) {
      removeAll(session);
    }
    this.#session = newSession();
    this.#channel = "email";
    this.#person = null;
    this.#company = null;
    this.#sequence = null;
    this.#newPerson = false;
    this.#newCompany = false;
    this.#isDuplicate = false;
    this.#problems.clear();
    super.closed();
  }
}

/** @returns {Session} */
function newSession() {
  return { created: [], busy: false, closed: false };
}

/**
 * Removes the records of a session except those to keep. Removes a person before the company, which it refers to.
 *
 * @param {Session} session
 * @param {string[]} kept
 */
async function removeAll(session, kept = []) {
  const created = session.created.splice(0).reverse();
  for (const { path } of created.filter(({ id }) => !kept.includes(id))) {
    try {
      await connection.persist(() => api.remove(path));
    } catch (error) {
      // Another user's record refers to it by now.
      if (!(error instanceof api.Refused)) {
        throw error;
      }
    }
  }
}

/** @param {string} text @param {() => void} run */
function toggle(text, run) {
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
