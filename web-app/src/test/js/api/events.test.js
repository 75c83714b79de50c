import { idsOf } from "/app/api/events.js";
import { equal, test } from "/test/testing.js";

test("the changed records of an event are its ids", () => {
  equal(idsOf({ type: "outreach.assigned", outreach_id: "out_1", person_id: "per_1", from: "seq_1", to: "seq_2", at: "2026-11-02T10:15:30Z" }), ["out_1", "per_1"]);
});

test("an event without ids may be about any record", () => {
  equal(idsOf({ type: "person.merged", outreach_id: null, from: "per_1", to: "per_2" }), null);
});
