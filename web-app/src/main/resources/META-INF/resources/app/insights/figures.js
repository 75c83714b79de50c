/** The figures of insights as texts, and the addresses of the outreaches behind them. */

/** @import { Flow } from "../api/types.js" */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** The choices of the number of weeks. */
export const PERIODS = [4, 12, 26, 52];

const USUAL_WEEKS = 12;

/**
 * Returns a time in a state with a unit that suits it: "45 min", "7 h", "3.5 days".
 *
 * @param {number | null} seconds
 */
export function duration(seconds) {
  if (seconds === null) {
    return "–";
  }
  if (seconds < HOUR) {
    return `${Math.max(1, Math.round(seconds / MINUTE))} min`;
  }
  if (seconds < 2 * DAY) {
    return `${Math.round(seconds / HOUR)} h`;
  }
  return seconds < 10 * WEEK ? `${rounded(seconds / DAY)} days` : `${Math.round(seconds / WEEK)} weeks`;
}

/** @param {number} days */
function rounded(days) {
  return days < 10 ? Math.round(days * 10) / 10 : Math.round(days);
}

/**
 * Returns the share of the created outreaches that have reached ready, in percent; null without any.
 *
 * @param {Flow} flow
 */
export function conversion({ created, reached_ready: ready }) {
  return created === 0 ? null : Math.round((100 * ready) / created);
}

/** @param {number | null} percent */
export function percentText(percent) {
  return percent === null ? "–" : `${percent} %`;
}

/**
 * Returns the number of all moves.
 *
 * @param {Flow} flow
 */
export function moves({ moves: byState }) {
  return Object.values(byState).reduce((sum, count) => sum + count, 0);
}

/**
 * Returns the number of weeks of an address.
 *
 * @param {URLSearchParams} parameters
 */
export function weeksOf(parameters) {
  const weeks = Number(parameters.get("weeks"));
  return PERIODS.includes(weeks) ? weeks : USUAL_WEEKS;
}

/**
 * Returns the first and the last day of a number of weeks up to this one.
 *
 * @param {number} weeks
 * @param {Date} today
 */
export function periodOf(weeks, today) {
  const from = new Date(today.valueOf() - (weeks - 1) * WEEK * 1000);
  return { from: from.toISOString().slice(0, 10), to: today.toISOString().slice(0, 10) };
}

/**
 * Returns the address of the outreaches that have been in a state for longer than a time.
 *
 * @param {string} state
 * @param {number} seconds
 * @param {Date} today
 * @param {Record<string, string>} filter the filter of the insights
 */
export function stuck(state, seconds, today, filter) {
  const before = new Date(today.valueOf() - seconds * 1000).toISOString().slice(0, 10);
  return `/outreaches?${new URLSearchParams({ ...filter, status: state, changed_before: before })}`;
}

/**
 * Returns the address of the outreaches that were created in a week.
 *
 * @param {string} monday
 * @param {Record<string, string>} filter the filter of the insights
 */
export function createdIn(monday, filter) {
  const sunday = new Date(new Date(`${monday}T00:00:00Z`).valueOf() + 6 * DAY * 1000).toISOString().slice(0, 10);
  return `/outreaches?${new URLSearchParams({ ...filter, created_after: monday, created_before: sunday })}`;
}
