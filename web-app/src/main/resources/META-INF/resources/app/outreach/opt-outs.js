/** The channels that a person has opted out of. */

/**
 * @import { FieldEvent } from "../drawing/lit.js"
 * @import { Person, Problem } from "../api/types.js"
 * @typedef {{ isOut: boolean, kept: boolean }} Tick
 */

import { account } from "../access/account.js";
import { CONTACT_FIELDS } from "../api/limits.js";
import * as api from "../api/requests.js";
import { update } from "../api/writes.js";
import { icon } from "../drawing/icons.js";
import { html, live, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label } from "../drawing/text.js";

const CHANNELS = Object.keys(CONTACT_FIELDS);

export class OptOuts {
  /**
   * The problem of the last change, if Grow refused it.
   *
   * @type {Problem | null}
   */
  refusal = null;

  /** The changes of the person so far, in sequence. */
  #changes = Promise.resolve();

  /**
   * The last tick of each channel, shown until a read that began after Grow stored the change.
   *
   * @type {Map<string, Tick>}
   */
  #ticks = new Map();

  /** @param {() => Promise<void>} reload reads the person again, after each change */
  constructor(reload) {
    this.reload = reload;
  }

  /** Forgets the ticks, for another person. */
  reset() {
    this.refusal = null;
    this.#ticks = new Map();
  }

  /** Starts a read of the person. Returns a function that drops the ticks that the answer contains. */
  reading() {
    const kept = [...this.#ticks].filter(([, tick]) => tick.kept);
    return () => kept.forEach(([channel, tick]) => this.#untick(channel, tick));
  }

  /** @param {Person | null | undefined} person */
  template(person) {
    if (!person) {
      return nothing;
    }
    if (account.lacks("work")) {
      return person.opt_outs?.length ? html`<p class="opt-outs">Opted out of ${person.opt_outs.map(label).join(", ")}</p>` : nothing;
    }
    const isOut = (/** @type {string} */ channel) => this.#ticks.get(channel)?.isOut ?? person.opt_outs?.includes(channel) ?? false;
    return html`
      <fieldset class="opt-outs" ?disabled=${!account.has("work")}>
        <legend>Opted out of</legend>
        ${CHANNELS.map((channel) => html`
          <label class="choice"><input type="checkbox" .checked=${live(isOut(channel))}
            @change=${(/** @type {FieldEvent} */ event) => this.#change(person, channel, event.target.checked)}>${icon(channel)}${label(channel)}</label>`)}
      </fieldset>`;
  }

  /** @param {Person} person @param {string} channel @param {boolean} isOut */
  async #change(person, channel, isOut) {
    const ticks = this.#ticks;
    const tick = { isOut, kept: false };
    ticks.set(channel, tick);
    this.refusal = null;
    redraw();
    const change = this.#changes.then(() => setOptOut(person.id, channel, isOut)).catch((error) => {
      this.#untick(channel, tick);
      if (!(error instanceof api.Refused)) {
        throw error;
      }
      if (ticks === this.#ticks) {
        this.refusal = error.problem;
      }
    });
    this.#changes = change.catch(() => {});
    await change;
    tick.kept = true;
    await this.reload();
  }

  /**
   * Shows a channel as stored, unless the user has changed it again.
   *
   * @param {string} channel
   * @param {Tick} tick
   */
  #untick(channel, tick) {
    if (this.#ticks.get(channel) === tick) {
      this.#ticks.delete(channel);
    }
  }
}

/**
 * Opts a person out of a channel or back in. Keeps other users' changes to other channels.
 *
 * @param {string} id
 * @param {string} channel
 * @param {boolean} isOut
 */
function setOptOut(id, channel, isOut) {
  return update(`/api/people/${id}`, (/** @type {Person} */ person) => {
    const optOuts = person.opt_outs ?? [];
    if (optOuts.includes(channel) === isOut) {
      return null;
    }
    return { opt_outs: isOut ? [...optOuts, channel] : optOuts.filter((each) => each !== channel) };
  });
}
