import { Refused } from "/app/api/requests.js";
import { Work } from "/app/work/work.js";
import { outreaches } from "../outreach-data.js";
import { equal, test } from "../testing.js";

/** @param {Partial<ConstructorParameters<typeof Work>[0]>} parts */
function work(parts) {
  return new Work({
    doing: "Changing 4 outreaches",
    did: ({ done }) => `Changed ${done}.`,
    total: 4,
    async *batches() {
      yield outreaches(2);
      yield outreaches(2);
    },
    send: async (batch) => ({ done: batch.length, errors: [] }),
    ...parts,
  });
}

test("finishes after its last batch", async () => {
  const all = work({});
  await all.run();
  equal([all.state, all.processed, all.done, all.refused, all.running], ["finished", 4, 4, 0, false]);
});

test("groups refusals by their reason", async () => {
  const all = work({
    send: async () => ({ done: 0, errors: [{ id: "a", code: "not_found" }, { id: "b", code: "x", detail: "not allowed" }] }),
  });
  await all.run();
  equal([all.done, all.refused], [0, 4]);
  equal(all.refusals, new Map([
    ["no longer exists", { count: 2, ids: ["a", "a"] }],
    ["not allowed", { count: 2, ids: ["b", "b"] }],
  ]));
});

test("keeps 50 ids of a reason and counts the rest", () => {
  const all = work({});
  const errors = outreaches(60).map(({ id }) => ({ id, code: "refused", detail: "not allowed" }));
  all.advance({ processed: 60, done: 0, errors });
  const { count, ids } = all.refusals.get("not allowed") ?? { count: 0, ids: [] };
  equal([count, ids.length, all.refused], [60, 50, 60]);
});

test("takes the number of refusals from the server if it lists only some", () => {
  const all = work({});
  all.advance({ processed: 9, done: 2, errors: [{ id: "a", code: "x", detail: "no" }], refused: 7 });
  equal([all.processed, all.done, all.refused], [9, 2, 7]);
});

test("stops between two batches", async () => {
  const all = work({
    async send(batch) {
      all.stop();
      return { done: batch.length, errors: [] };
    },
  });
  await all.run();
  equal([all.state, all.processed, all.uncertain, all.stopping], ["stopped", 2, 0, true]);
});

test("counts a batch without a response as uncertain when it is stopped", async () => {
  const all = work({
    async send(_, signal) {
      all.stop();
      signal.throwIfAborted();
      return { done: 0, errors: [] };
    },
  });
  await all.run();
  equal([all.state, all.processed, all.uncertain], ["stopped", 0, 2]);
});

test("fails with the error of a refused batch", async () => {
  const refusal = new Refused({ status: 422, detail: "The sequence is gone." });
  const all = work({
    send: () => Promise.reject(refusal),
  });
  await all.run();
  equal([all.state, all.error === refusal, all.processed], ["failed", true, 0]);
});

test("has no undo unless it gets one", () => {
  equal(work({}).undo(), null);
});
