/** The further options of an import. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Choices } from "./choices.js"
 */

import { html, live, nothing } from "../drawing/lit.js";
import { fieldLabel, KEYS } from "./choices.js";

const OWNERS = [["create", "Create a user"], ["skip", "Leave out the owner, with a warning"], ["reject", "Reject the contact"]];
const DELIMITERS = [["", "Detect"], [",", "Comma"], [";", "Semicolon"], ["tab", "Tab"], ["|", "Vertical bar"]];
const ENCODINGS = [["", "UTF-8"], ["windows-1252", "Windows (Western European)"], ["ISO-8859-1", "ISO 8859-1"], ["UTF-16LE", "UTF-16"]];

/**
 * @param {Choices} choices
 * @param {{ kind: string, isWorkbook: boolean, change: (changes: Partial<Choices>) => void }} parts
 */
export function optionFields(choices, { kind, isWorkbook, change }) {
  const keys = KEYS[kind] ?? [];
  return html`
    <details class="import-more">
      <summary>More options</summary>
      <div class="import-options">
        ${kind === "contacts" ? select("owners", "Owners who are no user", { options: OWNERS, choices, change }) : nothing}
        ${keys.length > 0 && choices.kind ? select("key", "Find existing records by", { options: [["", "ID, or the usual column"], ...keys.map((key) => [key, fieldLabel(key)])], choices, change }) : nothing}
        ${isWorkbook ? text("sheet", "Sheet", { hint: "The first visible sheet if empty", choices, change }) : select("delimiter", "Delimiter", { options: DELIMITERS, choices, change })}
        ${isWorkbook ? nothing : select("encoding", "Encoding", { options: ENCODINGS, choices, change })}
        ${text("headerLine", "Line of the header", { hint: "Detected if empty", choices, change })}
      </div>
      ${kind === "contacts" ? html`<label class="choice"><input type="checkbox" .checked=${live(choices.strict)}
        @change=${(/** @type {FieldEvent} */ event) => change({ strict: event.target.checked })}> Reject contacts with an invalid value instead of leaving out the value</label>` : nothing}
    </details>`;
}

/**
 * @param {"owners" | "key" | "delimiter" | "encoding"} name
 * @param {string} label
 * @param {{ options: string[][], choices: Choices, change: (changes: Partial<Choices>) => void }} parts
 */
function select(name, label, { options, choices, change }) {
  return html`
    <div class="form-field">
      <label for=${`import-${name}`}>${label}</label>
      <select id=${`import-${name}`} @change=${(/** @type {FieldEvent} */ event) => change({ [name]: event.target.value })}>
        ${options.map(([value, words]) => html`<option value=${value} .selected=${choices[name] === value}>${words}</option>`)}
      </select>
    </div>`;
}

/**
 * @param {"sheet" | "headerLine"} name
 * @param {string} label
 * @param {{ hint: string, choices: Choices, change: (changes: Partial<Choices>) => void }} parts
 */
function text(name, label, { hint, choices, change }) {
  return html`
    <div class="form-field">
      <label for=${`import-${name}`}>${label}</label>
      <input id=${`import-${name}`} type="text" autocomplete="off" inputmode=${name === "headerLine" ? "numeric" : nothing} .value=${live(choices[name])} aria-describedby=${`import-${name}-hint`}
        @input=${(/** @type {FieldEvent} */ event) => change({ [name]: event.target.value })}>
      <p class="hint" id=${`import-${name}-hint`}>${hint}</p>
    </div>`;
}
