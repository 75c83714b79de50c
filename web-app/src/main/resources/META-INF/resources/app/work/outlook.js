/** What a change to a selection would do, counted by Grow before the change. */

/**
 * @import { OutlookAnswer } from "../api/types.js"
 * @import { Selection } from "../outreaches/selection.js"
 */

import { connection } from "../api/connection.js";
import * as api from "../api/requests.js";
import { html, nothing } from "../drawing/lit.js";
import { redraw } from "../drawing/redraw.js";
import { label, number } from "../drawing/text.js";
import { requestsFor } from "./actions.js";

export class Outlook {
  /**
   * The answers to all requests; null until they are read.
   *
   * @type {OutlookAnswer[] | null}
   */
  #answers = null;

  #request = new AbortController();

  /** Whether nothing would change. */
  get isEmpty() {
    return this.#answers !== null && this.#sum("change_count") === 0;
  }

  /**
   * Reads the outlook of a change, in place of a former one.
   *
   * @param {Selection} selection
   * @param {{ state: string } | { sequence_id: string | null }} change
   */
  async read(selection, change) {
    this.reset();
    const { signal } = this.#request;
    try {
      const answers = [];
      for (const which of requestsFor(selection)) {
        const body = { ...change, ...which };
        answers.push(await connection.persist(() => api.post("/api/outreaches/batch_outlook", body, { key: null, signal }), signal));
      }
      this.#answers = answers;
      redraw();
    } catch (error) {
      // Without an outlook the change is still possible. A refused outlook means that the change will be refused, too.
      if (!api.isAborted(error) && !(error instanceof api.Refused)) {
        throw error;
      }
    }
  }

  reset() {
    this.#request.abort();
    this.#request = new AbortController();
    this.#answers = null;
    redraw();
  }

  /** @param {"change_count" | "unchanged_count" | "refused_count"} count */
  #sum(count) {
    return (this.#answers ?? []).reduce((sum, answer) => sum + answer[count], 0);
  }

  template() {
    if (!this.#answers) {
      return html`<p class="why" role="status"></p>`;
    }
    const [changing, unchanged, refused] = [this.#sum("change_count"), this.#sum("unchanged_count"), this.#sum("refused_count")];
    const about = this.#answers.every(({ exact }) => exact) ? "" : "About ";
    return html`
      <div class="why outlook" role="status">
        <p><b>${about}${number(changing)}</b> will change.${unchanged > 0 ? html` <b>${number(unchanged)}</b> already are like this.` : nothing}
          ${refused > 0 ? html` <b>${number(refused)}</b> can’t be changed:` : nothing}</p>
        ${refused > 0 ? html`<ul>${this.#reasons().map(([reason, count]) => html`<li><b>${number(count)}</b> ${reason}</li>`)}</ul>` : nothing}
      </div>`;
  }

  #reasons() {
    /** @type {Map<string, number>} */
    const reasons = new Map();
    for (const { code, state = "", count } of (this.#answers ?? []).flatMap(({ refusals }) => refusals)) {
      const reason = code === "not_found"
        ? "no longer exist"
        : code === "guard_refused"
          ? "belong to a person who opted out of the channel"
          : `are in the state ${label(state)}, which does not allow it`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    }
    return [...reasons];
  }
}
