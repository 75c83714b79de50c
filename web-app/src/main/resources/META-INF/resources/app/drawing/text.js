/** Numbers, times and words of the API as text for users. */

const NUMBERS = new Intl.NumberFormat();
const PLURALS = new Intl.PluralRules("en");
const DAYS = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const MOMENTS = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
/** @type {Record<string, string>} */
const NAMES = { linkedin: "LinkedIn" };

/**
 * Returns a label for a word of the API: "Not available" for `not_available`.
 *
 * @param {string} word
 */
export function label(word) {
  return NAMES[word] ?? (word.charAt(0).toUpperCase() + word.slice(1)).replaceAll("_", " ");
}

/**
 * Returns a number with digits grouped as in the user's language, such as "4,312".
 *
 * @param {number} value
 */
export function number(value) {
  return NUMBERS.format(value);
}

/**
 * Returns a number of outreaches: "1 outreach", "4,312 outreaches".
 *
 * @param {number} count
 */
export function outreaches(count) {
  return counted(count, { one: "outreach", many: "outreaches" });
}

/**
 * Returns a number of things: "1 company", "4,312 companies".
 *
 * @param {number} count
 * @param {{ one: string, many: string }} noun
 */
export function counted(count, { one, many }) {
  return `${number(count)} ${PLURALS.select(count) === "one" ? one : many}`;
}

/**
 * Returns a time of the API in the user's format.
 *
 * @param {string} time
 */
export function moment(time) {
  const date = new Date(time);
  return Number.isNaN(date.valueOf()) ? String(time) : MOMENTS.format(date);
}

/**
 * Returns the day of a time of the API in the user's format.
 *
 * @param {string} time
 */
export function day(time) {
  const date = new Date(time);
  return Number.isNaN(date.valueOf()) ? String(time) : DAYS.format(date);
}

/** Returns a reason of the API, such as "the person opted out", as a sentence. */
export function sentence(reason = "") {
  return reason && `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${reason.endsWith(".") ? "" : "."}`;
}

/**
 * Returns words as alternatives: "waiting, ready, or not available".
 *
 * @param {string[]} words
 */
export function either(words) {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(words);
}
