import { Selection } from "/app/outreaches/selection.js";
import { assign, moveTo, startEnrichment, unassign } from "/app/work/actions.js";
import { undoOf } from "/app/work/jobs.js";
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

test("assigns selected outreaches by their ids in one request", async () => {
  const requests = fakeApi(() => ({ body: { updated_count: 2 } }));
  const work = assign(picked(outreach("a"), outreach("b")), SEQUENCE);
  await work.run();
  equal(requests.map(({ method, path, body }) => [method, path, body]), [
    ["PATCH", "/api/outreaches/batch_assign", { sequence_id: "seq_1", outreach_ids: ["a", "b"] }],
  ]);
  equal(work.did(work), "Assigned 2 outreaches to Welcome.");
});

test("removes all matches from their sequences in one request, except those deselected", async () => {
  const requests = fakeApi(() => ({ body: { updated_count: 299_999 } }));
  const selection = everything(300_000);
  selection.set([outreach("a")], false);
  const work = unassign(selection);
  await work.run();
  equal(requests.map(({ body }) => body), [{ sequence_id: null, filter: { status: "ready" }, except_ids: ["a"] }]);
  equal(work.did(work), "299,999 outreaches are in no sequence now.");
});

test("sends more than 10,000 ids in several requests", async () => {
  const requests = fakeApi(({ body }) => ({ body: { success_count: body.outreach_ids.length } }));
  const selection = new Selection();
  selection.setIds(Array.from({ length: 10_001 }, (_, i) => `out_${i}`));
  const work = startEnrichment(selection);
  await work.run();
  equal(requests.map(({ body }) => body.outreach_ids.length), [10_000, 1]);
  equal([work.state, work.done], ["finished", 10_001]);
});

test("moves outreaches with a reason, and sends no empty one", async () => {
  const requests = fakeApi(() => ({ body: { success_count: 1 } }));
  await moveTo(picked(outreach("a")), "waiting", "next quarter").run();
  await moveTo(picked(outreach("a")), "waiting", "").run();
  equal(requests.map(({ body }) => body), [
    { state: "waiting", reason: "next quarter", outreach_ids: ["a"] },
    { state: "waiting", outreach_ids: ["a"] },
  ]);
});

test("undoes a batch by the path in its answer, and follows the job", async () => {
  const undo = "/api/jobs/job_7/undo";
  const requests = fakeApi(({ method, path }) => (method === "PATCH"
    ? { body: { updated_count: 2 }, link: `<${undo}>; rel="undo"` }
    : { status: 202, body: { ...job("completed", 2), id: "job_8", undoable_until: "2026-01-01T00:00:00Z", path } }));
  const work = assign(picked(outreach("a"), outreach("b")), SEQUENCE);
  await work.run();
  const undoing = undoOf(work);
  await undoing?.run();
  equal([requests[1].method, requests[1].path], ["POST", undo]);
  equal(undoing?.did(undoing), "Undid the change to 2 outreaches.");
  equal(undoing?.undoPaths, ["/api/jobs/job_8/undo"]);
});

test("a change that changed nothing has no undo", async () => {
  fakeApi(() => ({ body: { updated_count: 0, errors: [{ id: "a", code: "not_found" }] } }));
  const work = assign(picked(outreach("a")), SEQUENCE);
  await work.run();
  equal(undoOf(work), null);
});

test("follows a job until it is completed", async () => {
  fakeApi(({ method }) => ({
    body: method === "PATCH"
      ? job("running", 20_000)
      : { ...job("completed", 20_000), success_count: 19_999, refused_count: 1, errors: [{ id: "a", code: "not_found" }] },
  }));
  const work = startEnrichment(everything(19_000));
  await work.run();
  equal([work.state, work.total, work.processed, work.done, work.refused], ["finished", 20_000, 20_000, 19_999, 1]);
  equal(work.refusals.ids, ["a"]);
});

test("shows the exact counts of a stopped job", async () => {
  const requests = fakeApi(({ path }) => ({
    body: path.endsWith("/stop") || path === "/api/jobs/job_1"
      ? { ...job("stopped", 20_000), done_count: 6_000, success_count: 5_990, refused_count: 10, undoable_until: "2026-01-01T00:00:00Z" }
      : job("running", 20_000),
  }));
  const work = startEnrichment(everything(20_000));
  const run = work.run();
  work.stop();
  await run;
  equal(requests.at(-1)?.path, "/api/jobs/job_1");
  equal([work.state, work.processed, work.done, work.refused], ["stopped", 6_000, 5_990, 10]);
  equal(undoOf(work)?.total, 5_990);
});

test("repeats a change for the refused outreaches", async () => {
  const requests = fakeApi(() => ({ body: { success_count: 1, errors: [{ id: "b", code: "not_found" }] } }));
  const work = moveTo(picked(outreach("a"), outreach("b")), "waiting", "later");
  await work.run();
  await work.again?.(work.refusals.ids).run();
  equal(requests[1].body, { state: "waiting", reason: "later", outreach_ids: ["b"] });
});

/** @param {string} status @param {number} total */
function job(status, total) {
  const over = status !== "running";
  return {
    id: "job_1", status, total_count: total, done_count: over ? total : 0, success_count: over ? total : 0, refused_count: 0,
    finished_at: over ? "2026-01-01T00:00:00Z" : null,
  };
}
