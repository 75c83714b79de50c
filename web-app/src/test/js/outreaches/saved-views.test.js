import { addressOf, queryOf } from "/app/address/view.js";
import { columnsOf, columnsParameter } from "/app/outreaches/columns.js";
import { shownBy } from "/app/outreaches/saved-views.js";
import { equal, test } from "../testing.js";

const SAVED = { id: "viw_1", name: "Ready", query: "status=ready&sort=company", columns: ["person", "owner"], shared: true, owner_id: null };

test("shows the filters, order and columns of a saved view", () => {
  equal(addressOf(shownBy(SAVED)), "/outreaches?status=ready&sort=company&view=viw_1&columns=person,owner");
  equal(queryOf(shownBy(SAVED)), SAVED.query);
});

test("shows the usual columns for a saved view without columns", () => {
  equal(addressOf(shownBy({ ...SAVED, query: "", columns: [] })), "/outreaches?view=viw_1");
});

test("shows the chosen columns in the usual order", () => {
  equal(columnsOf({ columns: "owner,company,age" }).map(({ key }) => key), ["company", "owner"]);
  equal(columnsOf({ columns: "person" }), []);
});

test("names no columns when all usual ones are chosen", () => {
  equal(columnsParameter(columnsOf({}).map(({ key }) => key)), null);
  equal(columnsParameter(["owner"]), "person,owner");
});
