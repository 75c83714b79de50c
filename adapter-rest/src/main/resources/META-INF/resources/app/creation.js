/** A new outreach: to whom, over which channel; the person and their company may be new, too. */

import { create } from "./actions.js";
import * as api from "./api.js";
import { connection } from "./connection.js";
import { Question } from "./dialogs.js";
import { redraw } from "./drawing.js";
import { html, live, nothing } from "./lit.js";
import { learn } from "./names.js";
import { Typeahead } from "./typeahead.js";
import { label, sentence } from "./words.js";

/** The channels, each with the field of a person that it needs. */
const CONTACTS = {
  email: { field: "email", label: "Email", mode: "email" },
  phone: { field: "phone", label: "Phone", mode: "tel" },
  linkedin: { field: "linkedin_url", label: "LinkedIn address", mode: "url" },
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

  /** Calls off what is being created; null while nothing is. */
  #creating = null;

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
      redraw();
    };
    return new Typeahead({ id: `creation-${resource}`, label: name, resource, detail, placeholder, onPick });
  }

  template() {
    return this.frame(
      () => "New outreach",
      () => html`
        <form novalidate aria-busy=${this.#creating !== null} @submit=${(event) => this.#answer(event)}>
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
          <p class="problem" role="alert">${connection.trouble && this.#creating ? `${connection.trouble} It goes on by itself as soon as Grow is back.` : this.#problems.get("")}</p>
          <div class="answers">
            <button type="button" @click=${() => this.close()}>Cancel</button>
            <button class="primary" aria-disabled=${this.#creating !== null}>${this.#creating ? "Creating…" : "Create"}</button>
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
    await redraw();
    if (field) {
      document.querySelector(field).focus();
    }
  }

  async #answer(event) {
    event.preventDefault();
    if (this.#creating) {
      return;
    }
    const form = event.target;
    const creating = new AbortController();
    this.#creating = creating;
    this.#problems.clear();
    redraw();
    let outreach = null;
    try {
      outreach = await this.#create(form.elements, creating.signal);
    } catch (error) {
      if (!api.isAborted(error)) {
        throw error;
      }
    } finally {
      if (this.#creating === creating) {
        this.#creating = null;
      }
    }
    if (outreach) {
      const person = this.#person;
      this.close();
      this.onAnswer(outreach, person);
    } else {
      await redraw();
      form.querySelector("[aria-invalid=true]")?.focus();
    }
  }

  /** What is made stays, and is picked, when something after it is refused: it need not be made again. */
  async #create(fields, signal) {
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
        this.#company = await this.#make("companies", { name: fields.company.value }, { name: "Company" }, signal);
        this.#newCompany = this.#company === null;
      }
      if (!this.#company) {
        return null;
      }
      const contact = CONTACTS[this.#channel];
      const person = { name: fields.name.value, company_id: this.#company.id, [contact.field]: fields[contact.field].value || null };
      this.#person = await this.#make("people", person, { name: "Name", company_id: "Company", [contact.field]: contact.label }, signal);
      this.#newPerson = this.#person === null;
    } else if (!this.#person) {
      this.#problems.set("Person", "Pick somebody, or add somebody new.");
    }
    if (!this.#person) {
      return null;
    }
    const outreach = { channel: this.#channel, person_id: this.#person.id, sequence_id: this.#sequence?.id ?? null };
    return this.#make("outreaches", outreach, { person_id: "Person", sequence_id: "Sequence" }, signal);
  }

  /** Makes one, or keeps what was wrong, by our names of the fields, and returns null. */
  async #make(resource, body, names, signal) {
    try {
      const made = await create(`/api/${resource}`, body, signal);
      learn(made);
      return made;
    } catch (error) {
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      const { errors = [{ detail: error.message }] } = error.problem;
      errors.forEach(({ name, detail }) => this.#problems.set(names[name] ?? "", sentence(detail)));
      return null;
    }
  }

  closed() {
    this.#creating?.abort();
    this.#channel = "email";
    this.#person = null;
    this.#company = null;
    this.#sequence = null;
    this.#newPerson = false;
    this.#newCompany = false;
    this.#problems.clear();
    super.closed();
  }
}

function toggle(text, run) {
  return html`<button type="button" class="link" @click=${run}>${text}</button>`;
}
