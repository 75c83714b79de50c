/** One call: its description at the left, its sample, trial and example responses at the right. */

/**
 * @import { FieldEvent } from "../../app/drawing/lit.js"
 * @import { ApiDocument } from "./document.js"
 * @import { Call, Parameter } from "./types.js"
 */

import { html, nothing } from "../../app/drawing/lit.js";
import { redraw } from "../../app/drawing/redraw.js";
import { code, markdown } from "./code.js";
import { LANGUAGE_NAMES, sample } from "./samples.js";
import { field, fields } from "./schema.js";
import { token } from "./token.js";
import { Trial } from "./trial.js";
import { trialForm } from "./trial-form.js";

const PLACES = { path: "in the path", query: "in the query", header: "header" };

let [language] = LANGUAGE_NAMES;

export class CallView {
  #isTrying = false;
  #copied = false;
  #answer = 0;

  /** @param {ApiDocument} api @param {Call} call */
  constructor(api, call) {
    this.api = api;
    this.call = call;
    this.trial = new Trial(api, call);
    this.answers = exampleAnswers(call);
  }

  template() {
    const { id, method, path, summary, description, permission, rateLimit, parameters } = this.call;
    return html`
      <article class="call" id=${id} aria-labelledby=${`${id}-title`}>
        <div class="about">
          <h2 id=${`${id}-title`} tabindex="-1">${summary}</h2>
          <p class="route"><span class="method" data-method=${method}>${method}</span> <code>${path}</code></p>
          ${description ? markdown(description) : nothing}
          ${permission || rateLimit
            ? html`<p class="limits">${permission ? html`Permission: <code>${permission}</code>. ` : nothing}${rateLimit ? html`Rate limit: <code>${rateLimit}</code>.` : nothing}</p>`
            : nothing}
        </div>
        <div class="code">${this.#sample()}${this.#tryIt()}${this.#exampleAnswer()}</div>
        <div class="details">${this.#parameters(parameters)}${this.#body()}${this.#responses()}</div>
      </article>`;
  }

  /** @param {Parameter[]} parameters */
  #parameters(parameters) {
    return parameters.length === 0 ? nothing : html`
      <h3>Parameters</h3>
      <ul class="fields">
        ${parameters.map((each) => html`
          <li>${field(this.api, each.name, { ...this.api.resolve(each.schema), description: each.description }, each.required ?? false,
            PLACES[/** @type {keyof PLACES} */ (each.in)])}</li>`)}
      </ul>`;
  }

  #body() {
    const types = Object.entries(this.call.body);
    if (types.length === 0) {
      return nothing;
    }
    const [[, { schema }]] = types;
    return html`
      <h3>Body</h3>
      <p class="limits">${types.map(([type]) => html`<code>${type}</code> `)}</p>
      ${fields(this.api, schema, `${this.call.id}/body`)}`;
  }

  #responses() {
    return html`
      <h3>Responses</h3>
      <ul class="fields">
        ${this.call.answers.map(([status, { description, content = {} }]) => {
          const media = Object.values(content)[0];
          const isProblem = "application/problem+json" in content;
          return html`
            <li>
              <p class="field-name"><code class="status" data-class=${status[0]}>${status}</code></p>
              ${markdown(description)}
              ${media && !isProblem ? fields(this.api, media.schema, `${this.call.id}/${status}`) : nothing}
            </li>`;
        })}
      </ul>`;
  }

  #sample() {
    const { examples, id, summary } = this.call;
    const text = sample(language, this.trial.request(), { server: location.origin, token: token.isNeeded, stream: this.trial.isStream });
    return html`
      <div class="box">
        <div class="box-bar">
          <span role="group" aria-label=${`Language of “${summary}”`} class="languages">
            ${LANGUAGE_NAMES.map((name) => html`
              <button type="button" aria-pressed=${name === language} @click=${() => this.#speak(name)}>${name}</button>`)}
          </span>
          <button type="button" @click=${() => this.#copy(text)}>${this.#copied ? "Copied" : "Copy"}</button>
        </div>
        ${examples.length > 1 ? html`
          <div class="box-bar"><label for=${`${id}-example`}>Example</label>
            <select id=${`${id}-example`} @change=${(/** @type {FieldEvent} */ event) => this.#pick(Number(event.target.value))}>
              ${examples.map(({ name }, index) => html`<option value=${index}>${name}</option>`)}
            </select>
          </div>` : nothing}
        ${code(text, `${language} for “${summary}”`)}
      </div>`;
  }

  #tryIt() {
    return html`
      <div class="trial">
        <button type="button" class="primary" aria-expanded=${this.#isTrying} @click=${() => this.#toggle()}>Try it</button>
        ${this.#isTrying ? trialForm(this.trial) : nothing}
      </div>`;
  }

  #exampleAnswer() {
    const answer = this.answers[this.#answer];
    if (!answer) {
      return nothing;
    }
    const id = `${this.call.id}-answer`;
    return html`
      <div class="box">
        <div class="box-bar"><label for=${id}>Response</label>
          <select id=${id} @change=${(/** @type {FieldEvent} */ event) => this.#show(Number(event.target.value))}>
            ${this.answers.map(({ name }, index) => html`<option value=${index}>${name}</option>`)}
          </select>
        </div>
        ${code(answer.text, `Example response of “${this.call.summary}”`)}
      </div>`;
  }

  /** @param {string} name */
  #speak(name) {
    language = name;
    redraw();
  }

  /** @param {string} text */
  async #copy(text) {
    await navigator.clipboard.writeText(text);
    this.#copied = true;
    redraw();
    setTimeout(() => {
      this.#copied = false;
      redraw();
    }, 2_000);
  }

  /** @param {number} index */
  #pick(index) {
    this.trial.pick(this.call.examples[index]);
    redraw();
  }

  /** @param {number} index */
  #show(index) {
    this.#answer = index;
    redraw();
  }

  #toggle() {
    this.#isTrying = !this.#isTrying;
    this.trial.stop();
    redraw();
  }
}

/** @param {Call} call */
function exampleAnswers(call) {
  return call.answers.flatMap(([status, { content = {} }]) => {
    const media = Object.values(content)[0];
    const examples = Object.values(media?.examples ?? (media?.example === undefined ? {} : { only: { summary: "", value: media.example } }));
    return examples.map(({ summary, value }) => ({
      name: [status, summary].filter(Boolean).join(": "),
      text: typeof value === "string" ? value : JSON.stringify(value, null, 2),
    }));
  });
}
