import { Refused, Unreachable, get, getTagged, isAborted, patch, patchUndoable, post, remove } from "/app/api/requests.js";
import { fakeApi } from "../fake-api.js";
import { equal, rejects, test } from "../testing.js";

test("leaves parameters without a value out of a read", async () => {
  const requests = fakeApi(() => ({ body: { items: [] } }));
  equal(await get("/api/outreaches", { status: "ready", owner: "", page: null, sort: undefined, per: 25 }), { items: [] });
  equal(requests.map(({ path, query }) => [path, query]), [["/api/outreaches", { status: "ready", per: "25" }]]);
});

test("repeats a parameter that is a list", async () => {
  let asked = "";
  window.fetch = async (url) => {
    asked = String(url);
    return new Response("{}");
  };
  await get("/api/companies", { segment: ["SaaS", "", "Media"], name: "acme" });
  equal(asked, "/api/companies?segment=SaaS&segment=Media&name=acme");
});

test("returns the entity tag of a read", async () => {
  fakeApi(() => ({ body: { id: "a" }, tag: '"3"' }));
  equal(await getTagged("/api/people/a"), { answer: { id: "a" }, tag: '"3"', undo: null });
});

test("returns the path of the request that undoes a change", async () => {
  fakeApi(() => ({ body: { updated_count: 1 }, link: '</api/jobs/job_1/undo>; rel="undo"' }));
  equal((await patchUndoable("/api/outreaches/batch_assign", {})).undo, "/api/jobs/job_1/undo");
});

test("sends a key with every write and a different one each time", async () => {
  const requests = fakeApi(() => ({ body: {} }));
  await post("/api/people", { name: "Ann" });
  await patch("/api/people/a", { name: "Ann" });
  const keys = requests.map(({ headers }) => headers.get("Idempotency-Key") ?? "");
  equal([keys.every((key) => /^[0-9a-f]{32}$/.test(key)), new Set(keys).size], [true, 2]);
});

test("sends a given key and entity tag", async () => {
  const requests = fakeApi(() => ({ body: {} }));
  await patch("/api/people/a", {}, { key: "mine", tag: '"3"' });
  equal(["Idempotency-Key", "If-Match"].map((name) => requests[0].headers.get(name)), ["mine", '"3"']);
});

test("sends no body with a delete", async () => {
  const requests = fakeApi(() => ({ status: 204 }));
  equal(await remove("/api/people/a"), null);
  equal([requests[0].method, requests[0].body, requests[0].headers.has("Content-Type")], ["DELETE", null, false]);
});

test("rejects with the problem of a refused request", async () => {
  fakeApi(() => ({ status: 404, body: { title: "Not Found", status: 404, detail: "There is no outreach 'x'." } }));
  const error = await rejects(get("/api/outreaches/x"), "There is no outreach 'x'.");
  equal([error instanceof Refused, error instanceof Refused && error.problem.status], [true, 404]);
});

test("names the status of a refusal without a problem document", async () => {
  fakeApi(() => ({ status: 418 }));
  await rejects(get("/api/outreaches"), "418");
});

test("treats a missing response and 503 as unreachable", async () => {
  fakeApi(() => {
    throw new TypeError("Failed to fetch");
  });
  equal((await rejects(get("/api/outreaches"), "Grow does not answer.")) instanceof Unreachable, true);
  fakeApi(() => ({ status: 503, body: { detail: "The database is away." } }));
  equal((await rejects(get("/api/outreaches"), "The database is away.")) instanceof Unreachable, true);
});

test("rejects with an AbortError once a read is aborted", async () => {
  fakeApi(() => ({ body: {} }));
  const aborted = await rejects(get("/api/outreaches", {}, { signal: AbortSignal.abort() }), "");
  equal(isAborted(aborted), true);
});
