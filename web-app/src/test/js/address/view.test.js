import { addressOf, changed, filtersOf, parametersOf, queryOf, sameFilters, sameList, toggled, valuesOf, viewOf } from "/app/address/view.js";
import { equal, test } from "../testing.js";

test("reads filters, order, page and open outreach from an address", () => {
  const view = viewOf(new URL("http://localhost/?status=ready&sort=company&direction=desc&page=2&per=25#out_1"));
  equal(view, { status: "ready", sort: "company", direction: "desc", page: "2", per: "25", outreach: "out_1" });
});

test("ignores unknown and blank parameters", () => {
  equal(viewOf(new URL("http://localhost/?status=&owner=%20&utm_source=mail&channel=email#")), { channel: "email" });
});

test("keeps a fragment that is no valid escape sequence", () => {
  equal(viewOf({ search: "", hash: "#100%" }), { outreach: "100%" });
});

test("writes parameters in a fixed order", () => {
  equal(addressOf({ per: "25", sort: "owner", status: "ready", person_id: "per_1" }), "/outreaches?person_id=per_1&status=ready&sort=owner&per=25");
});

test("writes no question mark for an empty view", () => {
  equal(addressOf({}), "/outreaches");
  equal(addressOf({ outreach: "out_1" }), "/outreaches#out_1");
});

test("reads back what it wrote", () => {
  const view = { company_id: "com a&b=c", owner: "usr_ü", outreach: "out #1/2" };
  equal(viewOf(new URL(`http://localhost${addressOf(view)}`)), view);
});

test("separates filters from order, page and open outreach", () => {
  const view = { status: "ready", sort: "owner", page: "3", outreach: "out_1" };
  equal(filtersOf(view), { status: "ready" });
  equal(parametersOf(view), { status: "ready", sort: "owner", page: "3" });
});

test("returns to the first page when a filter or the order changes", () => {
  equal(changed({ status: "ready", page: "3" }, { status: "new" }), { status: "new" });
  equal(changed({ page: "3" }, { sort: "owner" }), { sort: "owner" });
});

test("stays on the page when an outreach opens or closes", () => {
  equal(changed({ page: "3" }, { outreach: "out_1" }), { page: "3", outreach: "out_1" });
  equal(changed({ page: "3", outreach: "out_1" }, { outreach: null }), { page: "3" });
});

test("goes to a page", () => {
  equal(changed({ status: "ready", page: "3" }, { page: "4" }), { status: "ready", page: "4" });
});

test("drops parameters that change to null or an empty text", () => {
  equal(changed({ status: "ready", owner: "usr_1", channel: "email" }, { status: null, owner: "" }), { channel: "email" });
});

test("leaves the old view as it is", () => {
  const view = Object.freeze({ status: "ready", page: "2" });
  changed(view, { status: null });
  equal(view, { status: "ready", page: "2" });
});

test("compares lists without the open outreach", () => {
  equal(sameList({ status: "ready", outreach: "out_1" }, { status: "ready" }), true);
  equal(sameList({ status: "ready", page: "2" }, { status: "ready" }), false);
});

test("compares filters without order and page", () => {
  equal(sameFilters({ status: "ready", sort: "owner", page: "2" }, { status: "ready" }), true);
  equal(sameFilters({ status: "ready" }, { status: "ready", owner: "usr_1" }), false);
});

test("keeps the saved view and its columns in the address, but not in requests", () => {
  const view = { status: "ready", view: "viw_1", columns: "person,owner" };
  equal(addressOf(view), "/outreaches?status=ready&view=viw_1&columns=person,owner");
  equal(viewOf(new URL(`http://localhost${addressOf(view)}`)), view);
  equal(parametersOf(view), { status: "ready" });
});

test("stays on the page when the columns change", () => {
  equal(changed({ page: "3" }, { columns: "person,owner" }), { page: "3", columns: "person,owner" });
});

test("saves filters and order without the page", () => {
  equal(queryOf({ status: "ready", sort: "company", page: "3", outreach: "out_1", view: "viw_1" }), "status=ready&sort=company");
});

test("reads several values of a filter, also from a repeated parameter", () => {
  equal(viewOf(new URL("http://localhost/?status=ready,waiting&owner=usr_1&owner=none&owner=")), { status: "ready,waiting", owner: "usr_1,none" });
  equal(valuesOf({ status: "ready,waiting" }, "status"), ["ready", "waiting"]);
  equal(valuesOf({}, "status"), []);
});

test("writes commas between values as they are", () => {
  equal(addressOf({ status: "ready,waiting", person: "ann b", created_after: "2026-01-01" }), "/outreaches?status=ready,waiting&person=ann+b&created_after=2026-01-01");
});

test("adds and removes a value of a filter", () => {
  equal(toggled({}, "status", "ready"), { status: "ready" });
  equal(toggled({ status: "ready" }, "status", "new"), { status: "ready,new" });
  equal(toggled({ status: "ready,new" }, "status", "ready"), { status: "new" });
  equal(toggled({ status: "ready" }, "status", "ready"), { status: null });
});
