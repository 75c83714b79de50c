/** Counts by state and by channel, under the view's other filters. A click on a count filters by it. */

/**
 * @import { Changes, View } from "../address/view.js"
 * @import { Counts, Stats } from "../api/types.js"
 */

import { toggled, valuesOf } from "../address/view.js";
import { states } from "../api/states.js";
import { icon } from "../drawing/icons.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { label, number, outreaches } from "../drawing/text.js";

/**
 * @param {Stats | null} stats
 * @param {View} view
 * @param {(changes: Changes) => void} filter
 */
export function stateChart(stats, view, filter) {
  if (!stats) {
    return html`<div class="chart" aria-busy="true" aria-hidden="true">${Array.from({ length: 6 }, () => html`<span class="bar skeleton"></span>`)}</div>`;
  }
  const counts = countsByState(stats, valuesOf(view, "channel"));
  const chosen = valuesOf(view, "status");
  const most = Math.max(1, ...Object.values(counts));
  return html`
    <div class="chart" role="group" aria-label="Filter by state">
      ${repeat(Object.entries(counts), ([state]) => state, ([state, count]) => html`
        <button type="button" class="bar" data-state=${state} aria-pressed=${chosen.includes(state)}
          aria-label=${`${label(state)}: ${outreaches(count)}`} title=${states.meaning(state)}
          @click=${() => filter(toggled(view, "status", state))}>
          <span class="name">${label(state)}</span>
          <span class="count">${number(count)}</span>
          <svg class="share" aria-hidden="true" focusable="false"><rect width=${`${(100 * count) / most}%`} height="100%" rx="2"></rect></svg>
        </button>`)}
    </div>`;
}

/**
 * @param {Stats | null} stats
 * @param {View} view
 * @param {(changes: Changes) => void} filter
 */
export function channelFilter(stats, view, filter) {
  if (!stats) {
    return nothing;
  }
  const counts = countsByChannel(stats, valuesOf(view, "status"));
  const chosen = valuesOf(view, "channel");
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const choice = (/** @type {string | null} */ channel, /** @type {string} */ text, /** @type {number} */ count) => html`
    <button type="button" aria-pressed=${channel ? chosen.includes(channel) : chosen.length === 0} aria-label=${`${text}: ${outreaches(count)}`}
      @click=${() => filter(channel ? toggled(view, "channel", channel) : { channel: null })}>
      ${channel ? icon(channel) : nothing}<span>${text}</span> <span class="count">${number(count)}</span>
    </button>`;
  return html`
    <div class="choices" role="group" aria-label="Filter by channel">
      ${choice(null, "All channels", all)}
      ${repeat(Object.entries(counts), ([channel]) => channel, ([channel, count]) => choice(channel, label(channel), count))}
    </div>`;
}

/** @param {Stats} stats @param {string[]} channels the channels to count; all if empty */
function countsByState(stats, channels) {
  return channels.length > 0 ? mapped(stats.by_state_and_channel, (counts) => sum(channels.map((channel) => counts[channel]))) : stats.by_state;
}

/** @param {Stats} stats @param {string[]} chosen the states to count; all if empty */
function countsByChannel(stats, chosen) {
  return chosen.length > 0
    ? Object.fromEntries(Object.keys(stats.by_channel).map((channel) => [channel, sum(chosen.map((state) => stats.by_state_and_channel[state]?.[channel]))]))
    : stats.by_channel;
}

/** @param {(number | undefined)[]} counts */
function sum(counts) {
  return counts.reduce((/** @type {number} */ total, count) => total + (count ?? 0), 0);
}

/**
 * @param {{ [key: string]: Counts }} object
 * @param {(counts: Counts) => number} change
 */
function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
