import { Refused } from "/app/api/requests.js";
import { Work } from "/app/work/work.js";
import { equal, test } from "../testing.js";

/** @param {import("/app/work/work.js").Send[]} requests */
function work(...requests) {
  return new Work({ doing: "Changing 4 outreaches", did: ({ done }) => `Changed ${done}.`, total: 4, requests });
}

test("adds the results of its requests", async () => {
  const all = work(async () => ({ answer: { success_count: 2 } }), async () => ({ answer: { updated_count: 1, errors: [{ id: "a", code: "not_found" }] } }));
  await all.run();
  equal([all.state, all.processed, all.done, all.refused, all.running], ["finished", 4, 3, 1, false]);
});

test("stops between its requests", async () => {
  const all = work(async () => {
    all.stop();
    return { answer: { success_count: 2 } };
  }, async () => ({ answer: { success_count: 2 } }));
  await all.run();
  equal([all.state, all.processed, all.done], ["stopped", 2, 2]);
});

test("fails with the error of a request and keeps earlier results", async () => {
  const refused = new Refused({ detail: "no" });
  const all = work(async () => ({ answer: { success_count: 2 } }), async () => {
    throw refused;
  });
  await all.run();
  equal([all.state, all.done, all.error === refused], ["failed", 2, true]);
});

test("can't stop its only request before a job runs", () => {
  const all = work(async () => ({ answer: { success_count: 2 } }));
  equal([all.canStop, all.outlives], [false, false]);
});
