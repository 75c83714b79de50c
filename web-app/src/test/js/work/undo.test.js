import { FormerSequences, MOST_TO_UNDO } from "/app/work/undo.js";
import { fakeApi } from "../fake-api.js";
import { outreach, outreaches } from "../outreach-data.js";
import { equal, test } from "../testing.js";

test("has nothing to undo without a change", () => {
  equal(new FormerSequences().restoreFrom("seq_new"), null);
});

test("restores the former sequence of each outreach", async () => {
  const requests = fakeApi(({ method }) =>
    method === "GET" ? { body: { id: "any", sequence_id: "seq_new" }, tag: '"7"' } : { body: {} });
  const before = new FormerSequences();
  before.remember([outreach("a", { sequence_id: "seq_old" })]);
  before.remember([outreach("b")]);

  const undo = before.restoreFrom("seq_new");
  await undo?.run();

  equal([undo?.state, undo?.total, undo?.done, undo?.refused], ["finished", 2, 2, 0]);
  const writes = requests.filter(({ method }) => method === "PATCH");
  equal(writes.map(({ path, body }) => [path, body.sequence_id]), [["/api/outreaches/a", "seq_old"], ["/api/outreaches/b", null]]);
  equal(writes.map(({ headers }) => headers.get("If-Match")), ['"7"', '"7"']);
});

test("leaves an outreach alone that has another sequence by now", async () => {
  const requests = fakeApi(() => ({ body: { sequence_id: "seq_third" } }));
  const before = new FormerSequences();
  before.remember([outreach("a", { sequence_id: "seq_old" })]);

  const undo = before.restoreFrom("seq_new");
  await undo?.run();

  equal([undo?.state, undo?.done, undo?.refused], ["finished", 0, 1]);
  equal([...(undo?.refusals.values() ?? [])].map(({ ids }) => ids), [["a"]]);
  equal(requests.map(({ method }) => method), ["GET"]);
});

test("keeps exactly as many former sequences as the limit allows", () => {
  const before = new FormerSequences();
  before.remember(outreaches(MOST_TO_UNDO));
  equal(before.restoreFrom("seq_new")?.total, MOST_TO_UNDO);
});

test("forgets all former sequences beyond the limit", () => {
  const before = new FormerSequences();
  before.remember(outreaches(MOST_TO_UNDO));
  before.remember([outreach("one-more")]);
  equal(before.restoreFrom("seq_new"), null);
  before.remember([outreach("later")]);
  equal(before.restoreFrom("seq_new"), null);
});
