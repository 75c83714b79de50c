/** The form with which the reader sends a request to this server. */

/**
 * @import { FieldEvent } from "../../app/drawing/lit.js"
 * @import { Parameter } from "./types.js"
 * @import { Outcome, Trial } from "./trial.js"
 */

import { html, live, nothing } from "../../app/drawing/lit.js";
import { redraw } from "../../app/drawing/redraw.js";
import { code } from "./code.js";

/** @param {Trial} trial */
export function trialForm(trial) {
  const { parameters } = trial.call;
  const isShown = (/** @type {Parameter} */ { name, required }) => required || (trial.example.request.path + trial.example.request.headers).includes(name);
  const [shown, others] = [parameters.filter(isShown), parameters.filter((each) => !isShown(each))];
  return html`
    <form @submit=${(/** @type {Event} */ event) => submitted(event, trial)}>
      ${shown.map((each) => input(trial, each))}
      ${others.length === 0 ? nothing : html`
        <details><summary>${shown.length > 0 ? "More parameters" : "Parameters"}</summary>${others.map((each) => input(trial, each))}</details>`}
      ${body(trial)}
      <p class="answers">
        <button type="submit" class="primary">${trial.isRunning ? "Stop" : "Send"}</button>
      </p>
    </form>
    <p role="status" class="outcome" data-ok=${trial.outcome?.ok ?? nothing}>${trial.outcome?.status ?? (trial.isRunning ? "Sending…" : "")}</p>
    ${trial.outcome ? response(trial, trial.outcome) : nothing}`;
}

/** @param {Trial} trial @param {Parameter} parameter */
function input(trial, { name, required = false, schema }) {
  const resolved = trial.api.resolve(schema);
  const id = `${trial.call.id}-try-${name}`;
  const value = trial.values.get(name) ?? "";
  const set = (/** @type {FieldEvent} */ event) => {
    trial.values.set(name, event.target.value);
    redraw();
  };
  const control = resolved.enum
    ? html`
      <select id=${id} @change=${set}>
        <option value="" ?selected=${value === ""}></option>
        ${resolved.enum.map((each) => html`<option ?selected=${each === value}>${each}</option>`)}
      </select>`
    : resolved.type === "array"
      ? html`<textarea id=${id} rows="2" placeholder="One a line" .value=${live(value)} @input=${set}></textarea>`
      : html`<input id=${id} autocomplete="off" spellcheck="false" ?required=${required} .value=${live(value)} @input=${set}>`;
  return html`<div class="field"><label for=${id}><code>${name}</code></label>${control}</div>`;
}

/** @param {Trial} trial */
function body(trial) {
  const types = Object.keys(trial.call.body);
  if (types.length === 0) {
    return nothing;
  }
  const id = `${trial.call.id}-try-body`;
  const files = trial.fileParts();
  return html`
    ${types.length === 1 ? nothing : html`
      <div class="field"><label for=${`${id}-type`}>Content type</label>
        <select id=${`${id}-type`} @change=${(/** @type {FieldEvent} */ event) => chosen(trial, event.target.value)}>
          ${types.map((type) => html`<option ?selected=${type === trial.contentType}>${type}</option>`)}
        </select>
      </div>`}
    ${files.map((name) => html`
      <div class="field"><label for=${`${id}-${name}`}>File</label>
        <input id=${`${id}-${name}`} type="file" @change=${(/** @type {FieldEvent} */ event) => picked(trial, name, event.target)}>
      </div>`)}
    ${files.length > 0 && files[0] !== "" ? nothing : html`
      <div class="field"><label for=${id}>${files.length > 0 ? "Or its text" : "Body"}</label>
        <textarea id=${id} rows=${Math.min(12, Math.max(3, trial.text.split("\n").length))} spellcheck="false" .value=${live(trial.text)}
          @input=${(/** @type {FieldEvent} */ event) => written(trial, event.target.value)}></textarea>
      </div>`}`;
}

/** @param {Trial} trial @param {Outcome} outcome */
function response(trial, { text, headers, file }) {
  return html`
    ${headers.length === 0 ? nothing : html`
      <details><summary>Response headers</summary>
        <dl class="headers">${headers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      </details>`}
    ${text ? html`<div class="box">${code(text, `Response of “${trial.call.summary}”`)}</div>` : nothing}
    ${file ? html`<button type="button" @click=${() => download(file, trial.call.path)}>Download</button>` : nothing}`;
}

/** @param {Event} event @param {Trial} trial */
function submitted(event, trial) {
  event.preventDefault();
  if (trial.isRunning) {
    trial.stop();
  } else {
    trial.send();
  }
}

/** @param {Trial} trial @param {string} type */
function chosen(trial, type) {
  trial.choose(type);
  redraw();
}

/** @param {Trial} trial @param {string} name @param {HTMLInputElement} input */
function picked(trial, name, { files }) {
  const file = files?.[0];
  if (file) {
    trial.files.set(name, file);
    if (name === "" && trial.call.parameters.some((each) => each.name === "name")) {
      trial.values.set("name", file.name);
    }
  } else {
    trial.files.delete(name);
  }
  redraw();
}

/** @param {Trial} trial @param {string} text */
function written(trial, text) {
  trial.text = text;
  redraw();
}

/** @param {Blob} file @param {string} path */
function download(file, path) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = path.split("/").at(-1) ?? "";
  link.click();
  URL.revokeObjectURL(link.href);
}
