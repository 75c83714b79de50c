/** Counts by state and by channel, under the view's other filters. A click on a count filters by it. */

/**
 * @import { Changes, View } from "../address/view.js"
 * @import { Counts, Stats } from "../api/types.js"
 */

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
  const counts = countsByState(stats, view.channel);
  const most = Math.max(1, ...Object.values(counts));
  return html`
    <div class="chart" role="group" aria-label="Filter by state">
      ${repeat(Object.entries(counts), ([state]) => state, ([state, count]) => html`
        <button type="button" class="bar" data-state=${state} aria-pressed=${view.status === state}
          aria-label=${`${label(state)}: ${outreaches(count)}`} title=${states.meaning(state)}
          @click=${() => filter({ status: view.status === state ? null : state })}>
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
  const counts = countsByChannel(stats, view.status);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const choice = (/** @type {string | null} */ channel, /** @type {string} */ text, /** @type {number} */ count) => html`
    <button type="button" aria-pressed=${(view.channel ?? null) === channel} aria-label=${`${text}: ${outreaches(count)}`}
      @click=${() => filter({ channel })}>
      ${channel ? icon(channel) : nothing}<span>${text}</span> <span class="count">${number(count)}</span>
    </button>`;
  return html`
    <div class="choices" role="group" aria-label="Filter by channel">
      ${choice(null, "All channels", all)}
      ${repeat(Object.entries(counts), ([channel]) => channel, ([channel, count]) => choice(channel, label(channel), count))}
    </div>`;
}

/** @param {Stats} stats @param {string | undefined} channel */
function countsByState(stats, channel) {
  return channel ? mapped(stats.by_state_and_channel, (channels) => channels[channel] ?? 0) : stats.by_state;
}

/** @param {Stats} stats @param {string | undefined} status */
function countsByChannel(stats, status) {
  return stats.by_state_and_channel[status ?? ""] ?? stats.by_channel;
}

/**
 * @param {{ [key: string]: Counts }} object
 * @param {(counts: Counts) => number} change
 */
function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
