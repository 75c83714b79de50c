/** The selection: single outreaches from any pages, or all matches of the filters with exceptions. */

/**
 * @import { View } from "../address/view.js"
 * @import { Outreach, OutreachPage } from "../api/types.js"
 */

import { filtersOf, sameFilters } from "../address/view.js";

export class Selection {
  /**
   * The ids of the single outreaches.
   *
   * @type {Set<string>}
   */
  picked = new Set();

  /**
   * The filters with all matches selected, or null.
   *
   * @type {View | null}
   */
  everyOf = null;

  /**
   * The ids of the matches that are not selected.
   *
   * @type {Set<string>}
   */
  spared = new Set();

  #total = 0;

  /** The number of selected outreaches. */
  get size() {
    return this.everyOf ? Math.max(0, this.#total - this.spared.size) : this.picked.size;
  }

  /**
   * Returns whether an outreach is selected.
   *
   * @param {string} id
   */
  has(id) {
    return this.everyOf ? !this.spared.has(id) : this.picked.has(id);
  }

  /**
   * Selects or deselects outreaches.
   *
   * @param {Outreach[]} outreaches
   * @param {boolean} selected
   */
  set(outreaches, selected) {
    for (const outreach of outreaches) {
      if (this.everyOf) {
        selected ? this.spared.delete(outreach.id) : this.spared.add(outreach.id);
      } else {
        selected ? this.picked.add(outreach.id) : this.picked.delete(outreach.id);
      }
    }
  }

  /**
   * Selects all matches of a view's filters.
   *
   * @param {View} view
   * @param {number} total the number of matches
   */
  setEverything(view, total) {
    this.clear();
    this.everyOf = filtersOf(view);
    this.#total = total;
  }

  /**
   * Selects outreaches by their ids, and nothing else.
   *
   * @param {string[]} ids
   */
  setIds(ids) {
    this.clear();
    this.picked = new Set(ids);
  }

  /** Deselects everything. */
  clear() {
    this.picked.clear();
    this.spared.clear();
    this.everyOf = null;
  }

  /**
   * Updates the number of matches from a page of a view.
   *
   * @param {OutreachPage} page
   * @param {View} view
   */
  see(page, view) {
    if (this.everyOf && sameFilters(this.everyOf, view)) {
      this.#total = page.pagination.total_count;
    }
  }

  /** Returns an independent copy. */
  copy() {
    const copy = new Selection();
    copy.picked = new Set(this.picked);
    copy.spared = new Set(this.spared);
    copy.everyOf = this.everyOf;
    copy.#total = this.#total;
    return copy;
  }
}
