/** The screen of one record, described by data. */

/**
 * @import { Address, Screen, Shortcut } from "../routing/screen.js"
 * @import { Column, Context, Identified, Part, RecordAction, RecordDescription } from "./types.js"
 */

import { html, nothing } from "../drawing/lit.js";
import { announce } from "../parts/announcer.js";
import { message } from "../parts/message.js";
import { router } from "../routing/router.js";
import { actionButton, permitted, shortcutsOf } from "./actions.js";
import { isAny } from "./list-screen.js";
import { Reading } from "./reading.js";
import { RowReads } from "./row-reads.js";
import { Repeating } from "./repeating.js";

/**
 * @template {Identified} T
 * @implements {Screen}
 */
export class RecordScreen {
  #id = "";

  /** @type {Reading<T>} */
  #reading = new Reading();

  /** @type {Part[]} */
  #parts = [];

  /** @type {Column<T>} */
  #more;

  /** @type {RowReads<T>} */
  #reads;
  #repeating = new Repeating();

  /** @type {Context} */
  #context = { reload: () => this.#reload() };

  /** @param {RecordDescription<T>} description */
  constructor(description) {
    this.description = description;
    this.#more = { name: "more", value: () => null, read: description.more };
    this.#reads = new RowReads([this.#more]);
  }

  title() {
    const { answer } = this.#reading;
    return `${answer ? this.description.name(answer) : this.#id} · ${this.description.list.title}`;
  }

  /** @returns {Shortcut[]} */
  keys() {
    const { answer } = this.#reading;
    return answer ? shortcutsOf(this.#actions(answer), (action) => action.run(answer, this.#context)) : [];
  }

  /** @param {T} record */
  #actions(record) {
    return permitted(this.description.actions).filter(({ applies }) => !applies || applies(record));
  }

  template() {
    const { list } = this.description;
    const { answer, refusal } = this.#reading;
    return html`
      <div class="content record" aria-busy=${this.#reading.waits}>
        ${this.description.before?.() ?? nothing}
        <nav class="crumbs" aria-label="Breadcrumb"><a href=${list.path}>${list.title}</a></nav>
        ${refusal ? this.#missing(refusal) : answer ? this.#record(answer) : html`<div class="screen-head"><h1 tabindex="-1">${this.#id}</h1></div>`}
      </div>`;
  }

  /** @param {import("../api/types.js").Problem} problem */
  #missing({ status, detail, title }) {
    const { noun, list } = this.description;
    return html`
      <div class="screen-head"><h1 tabindex="-1">${this.#id}</h1></div>
      ${message(status === 404 ? `This ${noun.one} does not exist` : `This ${noun.one} can't be shown`,
        status === 404 ? "It was deleted, or your role does not include it." : detail ?? title ?? "",
        html`<a class="button" href=${list.path}>Show all ${noun.many}</a>`)}`;
  }

  /** @param {T} record */
  #record(record) {
    const facts = this.description.facts(record, this.#reads.of(this.#more, record)).filter(({ value }) => value !== null && value !== undefined && value !== "");
    return html`
      <div class="screen-head">
        <h1 tabindex="-1" dir="auto">${this.description.name(record)}</h1>
        ${this.#actions(record).map((action) => this.#button(action, record))}
      </div>
      <dl class="facts">
        ${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
        <div><dt>ID</dt><dd><code>${record.id}</code></dd></div>
      </dl>
      ${this.description.above?.(record)}
      ${this.#parts.map((part) => part.template())}`;
  }

  /** @param {RecordAction<T>} action @param {T} record */
  #button(action, record) {
    return actionButton(action, () => action.run(record, this.#context));
  }

  /** @param {Address} address */
  async load({ parameters }) {
    if (this.#id !== parameters.id) {
      this.#id = parameters.id;
      this.#parts = [];
      this.#reading.stop();
      this.#reading = new Reading();
    }
    await this.#reload();
    const { answer } = this.#reading;
    if (answer) {
      announce(`${this.description.name(answer)}.`);
    }
  }

  /** @param {Set<string> | null} changed */
  async keepUp(changed) {
    if (changed === null || changed.has(this.#id) || isAny(changed, this.description.prefixes)) {
      await this.#reload();
    }
  }

  async #reload() {
    const { endpoint, query = {}, parts = () => [] } = this.description;
    const reading = this.#reading;
    const isNew = await reading.read(`${endpoint}/${encodeURIComponent(this.#id)}`, query, { quiet: reading.answer !== null });
    const { answer } = reading;
    if (!isNew || reading !== this.#reading || answer === null) {
      return;
    }
    if (answer.id !== this.#id) {
      // The record was merged into this one.
      await router.go(`${this.description.list.path}/${encodeURIComponent(answer.id)}`, { replace: true });
      return;
    }
    if (this.#parts.length === 0) {
      this.#parts = parts(answer);
    }
    this.#repeating.plan(this.description.isChanging?.(answer) === true, () => this.#reload());
    await Promise.all([this.#reads.read([answer]), ...this.#parts.map((part) => part.read())]);
  }

  leave() {
    this.#reading.stop();
    this.#reads.stop();
    this.#repeating.stop();
    return true;
  }
}
