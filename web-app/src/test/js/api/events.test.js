import { idsOf } from "/app/api/events.js";
import { equal, test } from "/test/testing.js";

test("the changed record of an event is its id", () => {
  equal(idsOf({ type: "outreach.assigned", id: "out_1", from: "seq_1", to: "seq_2" }), ["out_1"]);
});

test("the changed records of a bulk change are its ids", () => {
  equal(idsOf({ type: "person.bulk_changed", id: null, ids: ["per_1", "per_2"] }), ["per_1", "per_2"]);
});

test("a merge changes both records", () => {
  equal(idsOf({ type: "person.merged", id: "per_2", from: "per_1", to: "per_2" }), ["per_2", "per_1"]);
});

test("an event without ids may be about any record", () => {
  equal(idsOf({ type: "reset" }), null);
});
