/** The dialog for a new outreach to an existing or a new person. One request creates all records or none. */

/**
 * @import { FormEvent } from "../drawing/lit.js"
 * @import { FieldError, Named, Outreach, Person } from "../api/types.js"
 * @import { Channel } from "./contacts.js"
 * @typedef {{ busy: boolean, closed: boolean }} Session
 */

import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { create } from "../api/writes.js";
import { html, live, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, sentence } from "../drawing/text.js";
import { Question } from "../parts/question.js";
import { Typeahead } from "../parts/typeahead.js";
import { CHANNELS, CONTACTS } from "./contacts.js";
import { discard } from "./discard.js";
import { NewPerson, toggle } from "./new-person.js";

/** @extends {Question<{}>} */
export class CreationQuestion extends Question {
  name = "creation";

  /** @type {Channel} */
  #channel = "email";

  /** @type {Person | null} */
  #person = null;

  /** @type {Named | null} */
  #sequence = null;

  #isNew = false;

  /**
   * The problems by field; "" for those of no field.
   *
   * @type {Map<string, string>}
   */
  #problems = new Map();

  /** Whether the person has an outreach on the channel, so that the user has to confirm another one. */
  #isDuplicate = false;

  /** @type {Session} */
  #session = { busy: false, closed: false };

  #newPerson = new NewPerson({ problems: this.#problems, set: (change, field) => this.#set(change, field) });
  #personField = this.#field("Person", "people", ({ title, email }) => [title, email].filter(Boolean).join(" · "), (/** @type {Person | null} */ person) => (this.#person = person));
  #sequenceField = this.#field("Sequence", "sequences", () => "", (/** @type {Named | null} */ sequence) => (this.#sequence = sequence), "None");

  /** @param {(outreach: Outreach, person: { name: string }) => void} onAnswer called with the new outreach and its person */
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
    const toExisting = toggle("Choose an existing person", () => this.#set(() => (this.#isNew = false), "#creation-people"));
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
          ${this.#isNew ? this.#newPerson.template(this.#channel, toExisting) : html`
            <div class="either">
              ${this.#personField.template(this.#person?.name, this.#problems.get("Person"))}
              ${toggle("Add a new person", () => this.#set(() => (this.#isNew = true), "#creation-name"))}
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
    this.#problems.clear();
    this.#isDuplicate = false;
    const request = this.#request(form, allowSecond);
    session.busy = request !== null;
    redraw();
    const outreach = request && (await this.#create(request, session));
    session.busy = false;
    if (session.closed) {
      return;
    }
    if (outreach) {
      const person = request.person ?? this.#person;
      this.close();
      this.onAnswer(outreach, { name: person?.name ?? "" });
    } else {
      await redraw();
      /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid=true]"))?.focus();
    }
  }

  /**
   * Returns the body of the request; null if a field has a problem.
   *
   * @param {HTMLFormElement} form
   * @param {boolean} allowSecond
   */
  #request(form, allowSecond) {
    const common = { channel: this.#channel, sequence_id: this.#sequence?.id ?? null, allow_second: allowSecond };
    if (this.#isNew) {
      const person = this.#newPerson.read(form, this.#channel);
      return person && { ...common, person };
    }
    if (!this.#person) {
      this.#problems.set("Person", "Choose a person, or add a new one.");
      return null;
    }
    return { ...common, person_id: this.#person.id, person: undefined };
  }

  /**
   * Creates the records. Returns null if the API refuses them, and keeps the problems by field.
   *
   * @param {{ person?: any }} request
   * @param {Session} session
   * @returns {Promise<Outreach | null>}
   */
  async #create(request, session) {
    try {
      const outreach = await create("/api/outreaches", request);
      if (session.closed) {
        discard(outreach, request);
      }
      learn(this.#person, this.#sequence);
      return outreach;
    } catch (error) {
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      if (!session.closed) {
        /** @type {FieldError[]} */
        const errors = error.problem.errors ?? [{ detail: error.message }];
        errors.forEach(({ name = "", detail }) => this.#refuse(name, detail));
      }
      return null;
    }
  }

  /** @param {string} name @param {string} detail */
  #refuse(name, detail) {
    if (name === "allow_second") {
      this.#isDuplicate = true;
      this.#problems.set("", `${this.#person?.name} already has an outreach on this channel: ${label(this.#channel)}.`);
    } else {
      this.#problems.set(labelOf(name), sentence(detail));
    }
  }

  /** Forgets the answers. Records that are being created are removed afterwards. */
  closed() {
    this.#session.closed = true;
    this.#session = { busy: false, closed: false };
    this.#channel = "email";
    this.#person = null;
    this.#sequence = null;
    this.#isNew = false;
    this.#newPerson.reset();
    this.#isDuplicate = false;
    this.#problems.clear();
    super.closed();
  }
}

/**
 * Returns the label of the field that an error of the API names; "" if the dialog has none.
 *
 * @param {string} name
 */
function labelOf(name) {
  const contact = Object.values(CONTACTS).find(({ field }) => name === `person.${field}`);
  /** @type {Record<string, string>} */
  const labels = {
    person_id: "Person",
    sequence_id: "Sequence",
    "person.name": "Name",
    "person.company_id": "Company",
    "person.company.name": "Company",
  };
  return contact?.label ?? labels[name] ?? "";
}
