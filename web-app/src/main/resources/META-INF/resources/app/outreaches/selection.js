/** What is selected: outreaches picked one by one, also over several pages, or all that match the filters but some. */

import { filtersOf, sameFilters } from "../address/view.js";

export class Selection {
  /** Those picked, by id, as they were when last seen. */
  picked = new Map();

  /** The view all of whose outreaches are selected, or null. */
  everyOf = null;

  /** Ids that are not, though everything is. */
  spared = new Set();

  #total = 0;

  get size() {
    return this.everyOf ? Math.max(0, this.#total - this.spared.size) : this.picked.size;
  }

  /** The filters that leave exactly what is selected, or null if there are none such. */
  get filter() {
    return this.spared.size === 0 ? this.everyOf : null;
  }

  has(id) {
    return this.everyOf ? !this.spared.has(id) : this.picked.has(id);
  }

  /** Picks outreaches, or puts them back. */
  set(outreaches, selected) {
    for (const outreach of outreaches) {
      if (this.everyOf) {
        selected ? this.spared.delete(outreach.id) : this.spared.add(outreach.id);
      } else {
        selected ? this.picked.set(outreach.id, outreach) : this.picked.delete(outreach.id);
      }
    }
  }

  /** Selects all that match a view's filters, of whom there are so many. */
  setEverything(view, total) {
    this.clear();
    this.everyOf = filtersOf(view);
    this.#total = total;
  }

  clear() {
    this.picked.clear();
    this.spared.clear();
    this.everyOf = null;
  }

  /** To be told of each page that is shown, so that what it holds is up to date. */
  see(page, view) {
    if (this.everyOf && sameFilters(this.everyOf, view)) {
      this.#total = page.pagination.total_count;
    }
    page.items.filter((item) => this.picked.has(item.id)).forEach((item) => this.picked.set(item.id, item));
  }

  /** What is selected now, whatever becomes of the selection. */
  copy() {
    const copy = new Selection();
    copy.picked = new Map(this.picked);
    copy.spared = new Set(this.spared);
    copy.everyOf = this.everyOf;
    copy.#total = this.#total;
    return copy;
  }
}
