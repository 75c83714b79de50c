/** The selection by keyboard and buttons, with announcements. */

/**
 * @import { View } from "../address/view.js"
 * @import { Listing } from "./listing.js"
 * @import { Selection } from "./selection.js"
 */

import { number } from "../drawing/text.js";
import { announce } from "../parts/announcer.js";
import { focusedRow } from "../parts/rows.js";
import { Table } from "./table.js";

export class Picking {
  /**
   * @param {object} parts
   * @param {Listing} parts.listing
   * @param {Selection} parts.selection
   * @param {() => View} parts.view returns the shown view
   * @param {(id: string) => void} parts.open called with the id of an outreach to show
   */
  constructor({ listing, selection, view, open }) {
    this.listing = listing;
    this.selection = selection;
    this.view = view;
    this.table = new Table({ selection, open, onSelect: () => this.announce() });
  }

  announce() {
    announce(`${number(this.selection.size)} selected.`);
  }

  drop() {
    this.selection.clear();
    announce("Selection cleared.");
  }

  /** Selects the page, or deselects it if all of it is selected. */
  page() {
    const items = this.listing.page?.items ?? [];
    this.table.pick(items, !items.every((item) => this.selection.has(item.id)));
  }

  everything() {
    const { page } = this.listing;
    if (page && page.items.length > 0) {
      this.selection.setEverything(this.view(), page.pagination.total_count);
      this.announce();
    }
  }

  /** Selects or deselects the current row. */
  current() {
    const item = this.listing.page?.items.find(({ id }) => id === this.row());
    if (item) {
      this.table.pick([item], !this.selection.has(item.id));
    }
  }

  /** Returns the id of the row with the focus or, without one, of the open outreach. */
  row() {
    return focusedRow() ?? this.view().outreach;
  }
}
