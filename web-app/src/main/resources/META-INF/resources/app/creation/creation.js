/** A new outreach: to whom, over which channel; the person and their company may be new, too. */

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

export class CreationQuestion extends Question {
  name = "creation";

  #channel = "email";
  #person = null;
  #company = null;
  #sequence = null;
  #newPerson = false;
  #newCompany = false;

  /** What is wrong, by the field that is to blame; "" where none is. */
  #problems = new Map();

  /** Whether the person has an outreach on the channel, so that another one has to be asked for. */
  #isDuplicate = false;

  /** What this dialog creates from when it opens until it closes: the paths of what it has made, and where it stands. */
  #session = newSession();

  #personField = this.#field("Person", "people", ({ title, email }) => [title, email].filter(Boolean).join(" · "), (person) => (this.#person = person));
  #companyField = this.#field("Company", "companies", ({ domain }) => domain ?? "", (company) => (this.#company = company));
  #sequenceField = this.#field("Sequence", "sequences", () => "", (sequence) => (this.#sequence = sequence), "None");

  /** @param onAnswer called with the new outreach and its person */
  constructor(onAnswer) {
    super();
    this.onAnswer = onAnswer;
  }

  #field(name, resource, detail, take, placeholder = "A part of the name") {
    const onPick = (thing) => {
      take(thing);
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
        <form novalidate aria-busy=${this.#session.busy} @submit=${(event) => this.#submit(event)}>
          <fieldset>
            <legend>Channel</legend>
            ${Object.keys(CONTACTS).map((channel) => html`
              <label class="choice"><input type="radio" name="channel" value=${channel} .checked=${live(this.#channel === channel)}
                @change=${() => this.#set(() => (this.#channel = channel))}>${label(channel)}</label>`)}
          </fieldset>
          ${this.#newPerson ? this.#someoneNew() : html`
            <div class="either">
              ${this.#personField.template(this.#person?.name, this.#problems.get("Person"))}
              ${toggle("Add somebody new", () => this.#set(() => (this.#newPerson = true), "#creation-name"))}
            </div>`}
          ${this.#sequenceField.template(this.#sequence?.name, this.#problems.get("Sequence"))}
          <p class="problem" role="alert">${connection.trouble && this.#session.busy ? `${connection.trouble} It goes on by itself as soon as Grow is back.` : this.#problems.get("")}</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            ${this.#isDuplicate ? html`<button type="button" @click=${({ target }) => this.#answer(target.form, true)}>Create anyway</button>` : nothing}
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
            ? html`${this.#input("Company", "company")}${toggle("Pick a company", () => this.#set(() => (this.#newCompany = false), "#creation-companies"))}`
            : html`${this.#companyField.template(this.#company?.name, this.#problems.get("Company"))}
                ${toggle("Add a new company", () => this.#set(() => (this.#newCompany = true), "#creation-company"))}`}
        </div>
        ${this.#input(contact.label, contact.field, contact.mode, "Not known")}
        ${toggle("Pick somebody", () => this.#set(() => (this.#newPerson = false), "#creation-people"))}
      </div>`;
  }

  #input(name, field, mode = "text", placeholder = "") {
    const problem = this.#problems.get(name);
    return html`
      <label class="reason" for=${`creation-${field}`}>${name}
        <input id=${`creation-${field}`} name=${field} type="text" inputmode=${mode} autocomplete="off" placeholder=${placeholder}
          aria-invalid=${problem !== undefined} aria-describedby=${problem ? `creation-${field}-problem` : nothing}>
      </label>
      ${problem ? html`<p class="problem" id=${`creation-${field}-problem`}>${problem}</p>` : nothing}`;
  }

  /** Changes what is asked for, and goes to the field that this brings. */
  async #set(change, field) {
    change();
    this.#problems.clear();
    this.#isDuplicate = false;
    await redraw();
    if (field) {
      document.querySelector(field).focus();
    }
  }

  #forgetDuplicate() {
    if (this.#isDuplicate) {
      this.#isDuplicate = false;
      this.#problems.delete("");
    }
  }

  #submit(event) {
    event.preventDefault();
    return this.#answer(event.target, false);
  }

  /** @param allowSecond whether to create the outreach even if the person has one on the channel */
  async #answer(form, allowSecond) {
    const session = this.#session;
    if (session.busy) {
      return;
    }
    session.busy = true;
    this.#problems.clear();
    this.#isDuplicate = false;
    redraw();
    let outreach = null;
    try {
      outreach = await this.#create(form.elements, allowSecond, session);
    } finally {
      session.busy = false;
      if (session.closed) {
        removeAll(session);
      }
    }
    if (session.closed) {
      return;
    }
    if (outreach) {
      const person = this.#person;
      removeAll(session, [outreach.id, person.id, person.company_id]);
      this.close();
      this.onAnswer(outreach, person);
    } else {
      await redraw();
      form.querySelector("[aria-invalid=true]")?.focus();
    }
  }

  /** What is made is picked when something after it is refused, so that it is not made again; until the dialog is closed. */
  async #create(fields, allowSecond, session) {
    if (this.#newPerson) {
      const missing = [["Name", "name"], ["Company", "company"]].filter(([, field]) => fields[field]?.value.trim() === "");
      missing.forEach(([name]) => this.#problems.set(name, `A ${name.toLowerCase()} is needed.`));
      if (!this.#newCompany && !this.#company) {
        this.#problems.set("Company", "Pick one, or add a new one.");
      }
      if (this.#problems.size > 0) {
        return null;
      }
      if (this.#newCompany) {
        const company = await this.#make("companies", { name: fields.company.value }, { name: "Company" }, session);
        if (!company) {
          return null;
        }
        this.#company = company;
        this.#newCompany = false;
      }
      const contact = CONTACTS[this.#channel];
      const someone = { name: fields.name.value, company_id: this.#company.id, [contact.field]: fields[contact.field].value || null };
      const person = await this.#make("people", someone, { name: "Name", company_id: "Company", [contact.field]: contact.label }, session);
      if (!person) {
        return null;
      }
      this.#person = person;
      this.#newPerson = false;
    } else if (!this.#person) {
      this.#problems.set("Person", "Pick somebody, or add somebody new.");
      return null;
    }
    const outreach = { channel: this.#channel, person_id: this.#person.id, sequence_id: this.#sequence?.id ?? null, allow_second: allowSecond };
    return this.#make("outreaches", outreach, { person_id: "Person", sequence_id: "Sequence" }, session);
  }

  /** Makes one; returns null if it is refused, which is kept by our names of the fields, or if the dialog was closed. */
  async #make(resource, body, names, session) {
    try {
      const made = await create(`/api/${resource}`, body);
      session.made.push({ id: made.id, path: `/api/${resource}/${made.id}` });
      if (session.closed) {
        return null;
      }
      learn(made);
      return made;
    } catch (error) {
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      if (!session.closed) {
        const { errors = [{ detail: error.message }] } = error.problem;
        errors.forEach(({ name, detail }) => this.#refuse(name, detail, names));
      }
      return null;
    }
  }

  #refuse(name, detail, names) {
    if (name === "allow_second") {
      this.#isDuplicate = true;
      this.#problems.set("", `${this.#person.name} has an outreach on this channel: ${label(this.#channel)}.`);
    } else {
      this.#problems.set(names[name] ?? "", sentence(detail));
    }
  }

  /** Without an outreach, nothing that was made for it stays. What is being made now is removed once it is there. */
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

function newSession() {
  return { made: [], busy: false, closed: false };
}

/** Removes what a session has made, but those of the ids, the latest first: a person before their company. */
async function removeAll(session, kept = []) {
  const made = session.made.splice(0).reverse();
  for (const { path } of made.filter(({ id }) => !kept.includes(id))) {
    try {
      await connection.persist(() => api.remove(path));
    } catch (error) {
      // Somebody else uses it by now.
      if (!(error instanceof api.Refused)) {
        throw error;
      }
    }
  }
}

function toggle(text, run) {
  return html`<button type="button" class="link" @click=${run}>${text}</button>`;
}
