import { Selection } from "/app/outreaches/selection.js";
import { assign, moveTo, startEnrichment, tryMove, unassign } from "/app/work/actions.js";
import { Job } from "/app/work/jobs.js";
import { fakeApi } from "../fake-api.js";
import { outreach } from "../outreach-data.js";
import { equal, test } from "../testing.js";

const SEQUENCE = { id: "seq_1", name: "Welcome" };

/** @param {import("/app/api/types.js").Outreach[]} outreaches */
function picked(...outreaches) {
  const selection = new Selection();
  selection.set(outreaches, true);
  return selection;
}

/** @param {number} total */
function everything(total) {
  const selection = new Selection();
  selection.setEverything({ status: "ready" }, total);
  return selection;
}

test("assigns selected outreaches by their ids", async () => {
  const requests = fakeApi(() => ({ body: { updated_count: 2 } }));
  const work = assign(picked(outreach("a"), outreach("b")), SEQUENCE);
  await work.run();
  equal(requests.map(({ method, path, body }) => [method, path, body]), [
    ["PATCH", "/api/outreaches/batch_assign", { sequence_id: "seq_1", outreach_ids: ["a", "b"] }],
  ]);
  equal(work.did(work), "Assigned 2 outreaches to Welcome.");
});

test("undoes only the assignments that changed something", async () => {
  fakeApi(() => ({ body: { updated_count: 2, errors: [{ id: "refused", code: "not_found" }] } }));
  const work = assign(picked(outreach("a"), outreach("same", { sequence_id: "seq_1" }), outreach("refused")), SEQUENCE);
  await work.run();
  equal(work.undo()?.total, 1);
});

test("assigns more matches than can be undone by their filter", async () => {
  const requests = fakeApi(() => ({ body: { updated_count: 10_001 } }));
  const work = assign(everything(10_001), SEQUENCE);
  equal(work instanceof Job, true);
  await work.run();
  equal(requests.map(({ body }) => body), [{ sequence_id: "seq_1", filter: { status: "ready" } }]);
  equal([work.state, work.done, work.undo()], ["finished", 10_001, null]);
});

test("removes only outreaches from a sequence that are in one", async () => {
  const requests = fakeApi(() => ({ body: {} }));
  const work = unassign(picked(outreach("a", { sequence_id: "seq_1" }), outreach("b")));
  await work.run();
  equal(requests.map(({ path, body }) => [path, body]), [["/api/outreaches/a", { sequence_id: null }]]);
  equal(work.did(work), "Removed 1 outreach from its sequence.");
});

test("moves outreaches with a reason", async () => {
  const requests = fakeApi(() => ({ body: { success_count: 1 } }));
  await moveTo(picked(outreach("a")), "waiting", "next quarter").run();
  equal(requests[0].body, { state: "waiting", reason: "next quarter", outreach_ids: ["a"] });
});

test("sends no empty reason", async () => {
  const requests = fakeApi(() => ({ body: { success_count: 1 } }));
  await moveTo(picked(outreach("a")), "waiting", "").run();
  equal(requests[0].body, { state: "waiting", outreach_ids: ["a"] });
});

test("starts the enrichment of all matches by their filter", async () => {
  const requests = fakeApi(() => ({ body: { success_count: 3 } }));
  const work = startEnrichment(everything(3));
  await work.run();
  equal(requests[0].body, { filter: { status: "ready" } });
  equal(work.did(work), "Started enrichment of 3 outreaches.");
});

test("follows a job until it is completed", async () => {
  const job = { id: "job_1", total_count: 20_000 };
  fakeApi(({ method }) => ({
    body: method === "PATCH"
      ? { ...job, status: "running", done_count: 5_000, success_count: 5_000, refused_count: 0 }
      : { ...job, status: "completed", done_count: 20_000, success_count: 19_999, refused_count: 1, errors: [{ id: "a", code: "not_found" }] },
  }));
  const work = startEnrichment(everything(20_000));
  await work.run();
  equal([work.state, work.processed, work.done, work.refused], ["finished", 20_000, 19_999, 1]);
  equal(localStorage.getItem("grow.job"), null);
});

test("tries a move without a change", async () => {
  const requests = fakeApi(() => ({ body: { success_count: 1, errors: [{ id: "b", code: "transition_not_allowed" }] } }));
  const outcome = await tryMove(picked(outreach("a"), outreach("b")), "waiting", new AbortController().signal);
  equal(outcome, { done: 1, errors: [{ id: "b", code: "transition_not_allowed" }] });
  equal(requests[0].body, { state: "waiting", dry_run: true, outreach_ids: ["a", "b"] });
  equal(requests[0].headers.has("Idempotency-Key"), false);
});

test("tries no move that one request can't check", async () => {
  const requests = fakeApi(() => ({ body: {} }));
  const { signal } = new AbortController();
  const withoutOne = everything(5);
  withoutOne.set([outreach("a")], false);
  equal([await tryMove(everything(10_001), "waiting", signal), await tryMove(withoutOne, "waiting", signal)], [null, null]);
  equal(requests.length, 0);
});
