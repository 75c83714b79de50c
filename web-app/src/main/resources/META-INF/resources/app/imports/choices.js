/** What the user chooses about a file before its import: its kind, its mapping and its options. */

/**
 * @import { FilePreview } from "./types.js"
 *
 * @typedef {object} Choices
 * @property {string} kind "" to detect it
 * @property {Record<string, string>} mapping from columns of the file to fields; "" ignores a column
 * @property {string} key the column that identifies records; "" for the id and the usual one
 * @property {string} owners what happens with an owner who is no user
 * @property {boolean} strict
 * @property {string} encoding
 * @property {string} delimiter
 * @property {string} headerLine
 * @property {string} sheet
 */

/** @type {Choices} */
const NONE = { kind: "", mapping: {}, key: "", owners: "create", strict: false, encoding: "", delimiter: "", headerLine: "", sheet: "" };

const KINDS = ["contacts", "companies", "people", "users", "sequences", "outreaches", "transitions"];
const MANAGED = ["users", "sequences", "transitions"];

/**
 * Returns the kinds of rows that the caller may import.
 *
 * @param {boolean} manages whether the caller has the permission `manage`
 */
export function kindsFor(manages) {
  return KINDS.filter((kind) => manages || !MANAGED.includes(kind));
}

/**
 * The columns that can identify the records of a kind instead of the id.
 *
 * @type {Record<string, string[]>}
 */
export const KEYS = { users: ["email", "name"], sequences: ["name"], companies: ["domain", "name"], people: ["email", "name", "linkedin_url"] };

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** @type {Record<string, string>} */
const TYPES = { csv: "text/csv", tsv: "text/tab-separated-values", ndjson: "application/x-ndjson", jsonl: "application/x-ndjson", gz: "application/gzip", xlsx: XLSX };

/** How much of a file a preview needs, in bytes. */
const BEGINNING = 1 << 20;
const MOST_PREVIEWED = 16 << 20;

/** @returns {Choices} */
export function noChoices() {
  return { ...NONE, mapping: {} };
}

/**
 * Returns the media type to send a file with.
 *
 * @param {string} name
 */
export function typeOf(name) {
  return TYPES[name.toLowerCase().split(".").pop() ?? ""] ?? "text/csv";
}

/**
 * Returns whether a file is an XLSX workbook.
 *
 * @param {string} name
 */
export function isWorkbook(name) {
  return typeOf(name) === XLSX;
}

/**
 * Returns the part of a file that its preview needs; null if the file is too large for one.
 *
 * @param {File} file
 */
export function beginningOf(file) {
  if (!isWorkbook(file.name)) {
    return file.slice(0, BEGINNING);
  }
  return file.size > MOST_PREVIEWED ? null : file;
}

/**
 * Returns the parameters of the API for an import.
 *
 * @param {string} name the name of the file
 * @param {Choices} choices
 */
export function parametersOf(name, { kind, mapping, key, owners, strict, encoding, delimiter, headerLine, sheet }) {
  const isContacts = kind === "contacts" || kind === "";
  const given = Object.entries({
    ...{ name, kind, key: KEYS[kind]?.includes(key) ? key : "", encoding, delimiter, header_line: headerLine.trim(), sheet: sheet.trim() },
    owners: isContacts && owners !== NONE.owners ? owners : "",
    strict: isContacts && strict ? "true" : "",
  }).filter(([, value]) => value !== "");
  return new URLSearchParams([...given, ...Object.entries(mapping).map(([column, field]) => ["map", `${column}=${field}`])]);
}

/**
 * Returns what the user must change before the import, as sentences.
 *
 * @param {FilePreview} preview
 */
export function obstacles({ kind, columns, missing_fields: missing }) {
  if (kind === null) {
    return ["Grow can't tell what the rows are. Choose what the file contains."];
  }
  if (columns.length === 0) {
    return ["The file has no rows."];
  }
  return missing.map((fields) => `Choose a column for ${new Intl.ListFormat("en", { type: "disjunction" }).format(fields.map(fieldLabel))}.`);
}

/**
 * Returns a field of the API in words: "First name" for `first_name`.
 *
 * @param {string} field
 */
export function fieldLabel(field) {
  const words = field.replace(/_id$/, " ID").replace(/^id$/, "ID").replaceAll("_", " ").replace("linkedin", "LinkedIn").replace(/ url$/, " URL");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
