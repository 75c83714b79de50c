/** How things are said. */

const NUMBERS = new Intl.NumberFormat();
const PLURALS = new Intl.PluralRules("en");
const MOMENTS = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const NAMES = { linkedin: "LinkedIn" };

/** A word of the API for people: `not_available` is "Not available". */
export function label(word) {
  return NAMES[word] ?? (word.charAt(0).toUpperCase() + word.slice(1)).replaceAll("_", " ");
}

/** 4312 is "4,312", or as is usual where the reader lives. */
export function number(value) {
  return NUMBERS.format(value);
}

/** "1 outreach", "4,312 outreaches". */
export function outreaches(count) {
  return `${number(count)} ${PLURALS.select(count) === "one" ? "outreach" : "outreaches"}`;
}

/** A time of the API for people. */
export function moment(time) {
  const date = new Date(time);
  return Number.isNaN(date.valueOf()) ? String(time) : MOMENTS.format(date);
}

/** A reason of the API, "the person opted out", as a sentence. */
export function sentence(reason = "") {
  return reason && `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${reason.endsWith(".") ? "" : "."}`;
}

/** Words as one reads them out: "waiting, ready or not available". */
export function either(words) {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(words);
}
