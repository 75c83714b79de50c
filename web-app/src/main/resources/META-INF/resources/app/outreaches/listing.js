/** The page of outreaches that a view shows, and the counts beside it. */

import { filtersOf, parametersOf } from "../address/view.js";
import { connection } from "../api/connection.js";
import { learn } from "../api/names.js";
import * as api from "../api/requests.js";
import { redraw } from "../drawing/redraw.js";

export class Listing {
  /** The page as the API gave it, with names; null before the first has come. */
  page = null;

  /** Counts by state and channel under all filters but those two; null before they have come. */
  stats = null;

  /** What the API has against the view, or null. */
  refusal = null;

  /** Whether the page is not yet the view's; it stays so while Grow can't be reached. */
  loading = false;

  #request = new AbortController();
  #loaded = null;

  /** Asks for both at once, and calls off what was asked for before. Rejects with nothing: what goes wrong is shown. */
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

  /** Asks again for what `view`, a function, says is shown, without a sign of it; once it has been loaded at all. */
  async keepUp(view) {
    for (let loaded = null; this.loading && loaded !== this.#loaded;) {
      loaded = this.#loaded;
      await loaded;
    }
    if (!this.loading) {
      await this.#readBoth(view());
    }
  }

  async #readBoth(view) {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    const { status, channel, ...others } = filtersOf(view);
    await Promise.all([
      this.#read(request, "/api/outreaches", { ...parametersOf(view), expand: "person,company,sequence,owner" }, (page) => {
        page.items.forEach((item) => learn(item.person, item.company, item.sequence, item.owner));
        this.page = page;
        this.refusal = null;
        this.loading = false;
      }),
      this.#read(request, "/api/outreaches/stats", others, (stats) => {
        this.stats = stats;
      }),
    ]);
    return request;
  }

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
