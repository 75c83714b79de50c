/** The fields of a schema, with those of nested objects on demand. */

/**
 * @import { ApiDocument } from "./document.js"
 * @import { Schema } from "./types.js"
 */

import { html, nothing } from "../../app/drawing/lit.js";
import { redraw } from "../../app/drawing/redraw.js";
import { markdown } from "./code.js";
import { typeName } from "./document.js";

/** The nested schemas that are open, by their path. */
const opened = new Set();

/**
 * Returns a list of fields; nothing if the schema has none.
 *
 * @param {ApiDocument} api
 * @param {Schema} schema
 * @param {string} path distinguishes the places of a schema on the page
 * @returns {unknown}
 */
export function fields(api, schema, path) {
  const object = objectIn(api, schema);
  if (!object) {
    return nothing;
  }
  const required = object.required ?? [];
  return html`
    <ul class="fields">
      ${Object.entries(object.properties ?? {}).map(([name, value]) => html`
        <li>${field(api, name, value, required.includes(name))}${nested(api, value, `${path}/${name}`)}</li>`)}
    </ul>`;
}

/**
 * Returns a field or a parameter.
 *
 * @param {ApiDocument} api
 * @param {string} name
 * @param {Schema & { description?: string }} value
 * @param {boolean} required
 * @param {string} [place] where a parameter is
 */
export function field(api, name, value, required, place) {
  const schema = api.resolve(value);
  const description = value.description ?? schema.description;
  return html`
    <p class="field-name"><code>${name}</code> <span class="type">${typeName(api, schema)}${place ? `, ${place}` : ""}</span>
      ${required ? html`<span class="required">required</span>` : nothing}</p>
    ${description ? markdown(description) : nothing}
    ${limits(schema.items ? api.resolve(schema.items) : schema)}`;
}

/** @param {Schema} schema */
function limits(schema) {
  const { enum: values, const: only, pattern, minimum, maximum, minLength, maxLength } = schema;
  const texts = [
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum.toLocaleString("en")}`,
    minLength !== undefined && maxLength === undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `${minLength === undefined ? "at most" : `${minLength} to`} ${maxLength.toLocaleString("en")} characters`,
  ].filter(Boolean);
  const allowed = values ?? (only === undefined ? [] : [only]);
  return html`
    ${allowed.length > 0 ? html`<p class="limits">Allowed: ${allowed.map((value) => html`<code>${String(value)}</code> `)}</p>` : nothing}
    ${pattern ? html`<p class="limits">Pattern: <code>${pattern}</code></p>` : nothing}
    ${texts.length > 0 ? html`<p class="limits">${texts.join(", ")}</p>` : nothing}
    ${schema.default === undefined ? nothing : html`<p class="limits">Default: <code>${String(schema.default)}</code></p>`}`;
}

/** @param {ApiDocument} api @param {Schema} schema @param {string} path @returns {unknown} */
function nested(api, schema, path) {
  if (!objectIn(api, schema)) {
    return nothing;
  }
  return html`
    <details class="nested" ?open=${opened.has(path)} @toggle=${(/** @type {ToggleEvent} */ event) => toggled(event, path)}>
      <summary>Fields of <code>${path.split("/").at(-1)}</code></summary>
      ${opened.has(path) ? fields(api, schema, path) : nothing}
    </details>`;
}

/** @param {ToggleEvent} event @param {string} path */
function toggled(event, path) {
  event.stopPropagation();
  if (event.newState === "open") {
    opened.add(path);
  } else {
    opened.delete(path);
  }
  redraw();
}

/**
 * Returns the object with properties in a schema, which may be an array of it or one of several types.
 *
 * @param {ApiDocument} api
 * @param {Schema} schema
 * @returns {Schema | undefined}
 */
function objectIn(api, schema) {
  const resolved = api.resolve(schema);
  if (resolved.properties) {
    return resolved;
  }
  return [resolved.items, ...(resolved.oneOf ?? [])].map((each) => each && objectIn(api, each)).find(Boolean);
}
