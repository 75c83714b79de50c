/** The page of outreaches of a view, and its counts. */

/**
 * @import { View } from "../address/view.js"
 * @import { Parameters } from "../api/requests.js"
 * @import { OutreachPage, Problem, Stats } from "../api/types.js"
 */

import { filtersOf, parametersOf } from "../address/view.js";
import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

export class Listing {
  /**
   * The last page from the API, with names; null before the first.
   *
   * @type {OutreachPage | null}
   */
  page = null;

  /**
   * Counts by state and channel under all other filters; null before the first answer.
   *
   * @type {Stats | null}
   */
  stats = null;

  /**
   * The problem of the view, if the API rejects it.
   *
   * @type {Problem | null}
   */
  refusal = null;

  /** Whether the page belongs to a former view. Stays true while Grow can't be reached. */
  loading = false;

  #request = new AbortController();

  /** @type {Promise<AbortController> | null} */
  #loaded = null;

  /**
   * Reads the page and the counts in parallel, and aborts earlier reads. Shows errors instead of rejecting.
   *
   * @param {View} view
   */
  async load(view) {
    this.loading = true;
    redraw();
    this.#loaded = this.#readBoth(view);
    const request = await this.#loaded;
    if (this.#request === request && !connection.trouble) {
      this.loading = false;
      redraw();
    }
  }

  /**
   * Reads again without showing it, after the current load.
   *
   * @param {() => View} view returns the view at that time
   */
  async keepUp(view) {
    for (let loaded = /** @type {Promise<AbortController> | null} */ (null); this.loading && loaded !== this.#loaded;) {
      loaded = this.#loaded;
      await loaded;
    }
    if (!this.loading) {
      await this.#readBoth(view());
    }
  }

  /** @param {View} view */
  async #readBoth(view) {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    const { status, channel, ...others } = filtersOf(view);
    await Promise.all([
      this.#read(request, "/api/outreaches", { ...parametersOf(view), expand: "person,company,sequence,owner,times" }, (/** @type {OutreachPage} */ page) => {
        page.items.forEach((item) => learn(item.person, item.company, item.sequence, item.owner));
        this.page = page;
        this.refusal = null;
        this.loading = false;
      }),
      this.#read(request, "/api/outreaches/stats", others, (/** @type {Stats} */ stats) => {
        this.stats = stats;
      }),
    ]);
    return request;
  }

  /**
   * @param {AbortController} request
   * @param {string} path
   * @param {Parameters} parameters
   * @param {(answer: any) => void} take
   */
  async #read(request, path, parameters, take) {
    try {
      take(await api.get(path, parameters, request));
      redraw();
    } catch (error) {
      if (error instanceof api.Unreachable) {
        connection.lost(error);
      } else if (error instanceof api.Refused) {
        this.refusal = error.problem;
      } else if (!api.isAborted(error)) {
        throw error;
      }
    }
  }
}
