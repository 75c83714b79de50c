/** The channels that a person has opted out of. */

import { CONTACT_FIELDS } from "../api/limits.js";
import * as api from "../api/requests.js";
import { update } from "../api/writes.js";
import { icon } from "../drawing/icons.js";
import { html, live, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label } from "../drawing/text.js";

const CHANNELS = Object.keys(CONTACT_FIELDS);

export class OptOuts {
  /** The problem of the last change, if Grow refused it. */
  refusal = null;

  /** Changes of the person, one after the other. */
  #changes = Promise.resolve();

  /** The last tick by channel, {isOut, kept}: shown until a read that began after Grow kept the change. */
  #ticks = new Map();

  /** @param reload reads the person again, after each change */
  constructor(reload) {
    this.reload = reload;
  }

  /** Forgets the ticks, for another person. */
  reset() {
    this.refusal = null;
    this.#ticks = new Map();
  }

  /** Begins a read of the person. Returns a function that drops the ticks that the answer contains. */
  reading() {
    const kept = [...this.#ticks].filter(([, tick]) => tick.kept);
    return () => kept.forEach(([channel, tick]) => this.#untick(channel, tick));
  }

  template(person) {
    if (!person) {
      return nothing;
    }
    const isOut = (channel) => this.#ticks.get(channel)?.isOut ?? person.opt_outs?.includes(channel) ?? false;
    return html`
      <fieldset class="opt-outs">
        <legend>Does not want to be reached by</legend>
        ${CHANNELS.map((channel) => html`
          <label class="choice"><input type="checkbox" .checked=${live(isOut(channel))}
            @change=${(event) => this.#change(person, channel, event.target.checked)}>${icon(channel)}${label(channel)}</label>`)}
      </fieldset>`;
  }

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

  /** Shows a channel as Grow has it, unless the user has changed it again. */
  #untick(channel, tick) {
    if (this.#ticks.get(channel) === tick) {
      this.#ticks.delete(channel);
    }
  }
}

/** Opts a person out of a channel or back in, and keeps other users' changes to the other channels. */
function setOptOut(id, channel, isOut) {
  return update(`/api/people/${id}`, (person) => {
    const optOuts = person.opt_outs ?? [];
    if (optOuts.includes(channel) === isOut) {
      return null;
    }
    return { opt_outs: isOut ? [...optOuts, channel] : optOuts.filter((each) => each !== channel) };
  });
}
