/** The selection: single outreaches from any pages, or all matches of the filters with exceptions. */

/**
 * @import { View } from "../address/view.js"
 * @import { Outreach, OutreachPage } from "../api/types.js"
 */

import { filtersOf, sameFilters } from "../address/view.js";

export class Selection {
  /**
   * The single outreaches by id, as last read.
   *
   * @type {Map<string, Outreach>}
   */
  picked = new Map();

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

  /** The filters that match exactly the selection, or null if there are none. */
  get filter() {
    return this.spared.size === 0 ? this.everyOf : null;
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
        selected ? this.picked.set(outreach.id, outreach) : this.picked.delete(outreach.id);
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

  /** Deselects everything. */
  clear() {
    this.picked.clear();
    this.spared.clear();
    this.everyOf = null;
  }

  /**
   * Updates the selection from a page of a view.
   *
   * @param {OutreachPage} page
   * @param {View} view
   */
  see(page, view) {
    if (this.everyOf && sameFilters(this.everyOf, view)) {
      this.#total = page.pagination.total_count;
    }
    page.items.filter((item) => this.picked.has(item.id)).forEach((item) => this.picked.set(item.id, item));
  }

  /** Returns an independent copy. */
  copy() {
    const copy = new Selection();
    copy.picked = new Map(this.picked);
    copy.spared = new Set(this.spared);
    copy.everyOf = this.everyOf;
    copy.#total = this.#total;
    return copy;
  }
}
