/** The changes to the open outreach: its sequence and its state. */

/** @import { Outreach } from "../api/types.js" */

import { LONGEST_REASON } from "../api/limits.js";
import { states } from "../api/states.js";
import { html, nothing, repeat } from "../drawing/lit.js";
import { either, label, sentence } from "../drawing/text.js";

/**
 * @param {Outreach} outreach
 * @param {{ busy: boolean, assign: () => void, unassign: () => void }} parts `busy` means that another change is in progress
 */
export function sequenceChanges(outreach, { busy, assign, unassign }) {
  return html`
    <section aria-labelledby="panel-actions">
      <h3 id="panel-actions">Sequence</h3>
      <ul class="actions">
        ${action("assign", outreach.sequence_id ? "Change sequence…" : "Assign a sequence…", assign, { busy })}
        ${action("unassign", "Remove from sequence", unassign, { busy, reason: outreach.sequence_id ? "" : "This outreach is in no sequence." })}
      </ul>
      ${busy ? html`<p id="why-busy" class="why">Another change is in progress.</p>` : nothing}
    </section>`;
}

/**
 * A button for each state. Each keeps its place when the current state changes, so that a second click hits the same button.
 *
 * @param {Outreach} outreach
 * @param {object} parts
 * @param {boolean} parts.busy whether another change is in progress
 * @param {(state: string, reason: string) => void} parts.moveTo the reason is "" for none
 */
export function moves(outreach, { busy, moveTo }) {
  const { current_state: current } = outreach;
  const allowed = new Map((outreach.moves ?? []).map(({ state, reason }) => [state, sentence(reason)]));
  const places = states.all.length > 0 ? states.all : [...allowed.keys()];
  const never = places.some((state) => state !== current && !allowed.has(state));
  const move = (/** @type {string} */ state) => action(state, chip(state), () => moveTo(state, takeReason()), {
    title: states.meaning(state),
    busy,
    reason: allowed.get(state),
    barred: state === current ? "panel-standing" : allowed.has(state) ? "" : "why-never",
  });
  return html`
    <section aria-labelledby="panel-moves">
      <h3 id="panel-moves">Move to</h3>
      <label class="reason">Reason (optional)<input id="panel-reason" type="text" maxlength=${LONGEST_REASON} autocomplete="off" placeholder="Saved in the history"></label>
      <ul class="actions moves">${repeat(places, (state) => state, move)}</ul>
      ${never ? html`<p id="why-never" class="why">From ${label(current)}, an outreach can only move to ${either([...allowed.keys()].map((state) => label(state).toLowerCase()))}.</p>` : nothing}
    </section>`;
}

function takeReason() {
  const field = /** @type {HTMLInputElement} */ (document.querySelector("#panel-reason"));
  const reason = field.value.trim();
  field.value = "";
  return reason;
}

/** @param {string} state */
function chip(state) {
  return html`<span class="unseen">Move to </span><span class="chip" data-state=${state}>${label(state)}</span>`;
}

/**
 * Returns a button. It is disabled during another change, for a reason, or by a rule that the element with the id `barred`
 * explains.
 *
 * @param {string} id
 * @param {unknown} text
 * @param {() => void} run
 * @param {{ title?: string, busy: boolean, reason?: string, barred?: string }} parts
 */
function action(id, text, run, { title, busy, reason = "", barred = "" }) {
  const why = barred || (reason ? `why-${id}` : busy ? "why-busy" : "");
  return html`
    <li>
      <button type="button" title=${title ?? nothing} aria-disabled=${why !== ""} aria-describedby=${why || nothing}
        @click=${why ? null : run}>${text}</button>
      ${reason ? html`<p id=${why} class="why">${reason}</p>` : nothing}
    </li>`;
}
