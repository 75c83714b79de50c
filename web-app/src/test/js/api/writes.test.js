import { create, remove, update } from "/app/api/writes.js";
import { fakeApi } from "../fake-api.js";
import { equal, rejects, test } from "../testing.js";

test("repeats a write with the same key until it gets an answer", async () => {
  let tries = 0;
  const requests = fakeApi(({ method }) => {
    if (method === "POST" && ++tries === 1) {
      throw new TypeError("Failed to fetch");
    }
    return { body: { id: "per_1" } };
  });
  equal(await create("/api/people", { name: "Ann" }), { id: "per_1" });
  const keys = requests.filter(({ method }) => method === "POST").map(({ headers }) => headers.get("Idempotency-Key"));
  equal([keys.length, new Set(keys).size], [2, 1]);
});

test("waits while the API works on an earlier try", async () => {
  let tries = 0;
  const requests = fakeApi(() => (++tries === 1 ? { status: 409, body: { status: 409 } } : { status: 201, body: { id: "per_1" } }));
  equal(await create("/api/people", {}), { id: "per_1" });
  equal(requests.length, 2);
});

test("does not repeat a write with a conflict in a field", async () => {
  const requests = fakeApi(() => ({ status: 409, body: { status: 409, detail: "taken", errors: [{ name: "email" }] } }));
  await rejects(create("/api/people", {}), "taken");
  equal(requests.length, 1);
});

test("applies a change to the latest state after a concurrent one", async () => {
  let version = 1;
  const requests = fakeApi(({ method, headers }) => {
    if (method === "GET") {
      return { body: { opt_outs: version === 1 ? [] : ["phone"] }, tag: `"${version}"` };
    }
    version = 2;
    return headers.get("If-Match") === '"2"' ? { body: {} } : { status: 412, body: { status: 412 } };
  });
  await update("/api/people/a", (person) => ({ opt_outs: [...person.opt_outs, "email"] }));
  equal(requests.filter(({ method }) => method === "PATCH").map(({ body }) => body.opt_outs), [["email"], ["phone", "email"]]);
});

test("writes nothing if nothing is left to change", async () => {
  const requests = fakeApi(() => ({ body: {} }));
  await update("/api/people/a", () => null);
  equal(requests.map(({ method }) => method), ["GET"]);
});

test("a record that is gone at a later try counts as deleted", async () => {
  let tries = 0;
  fakeApi(({ method }) => {
    if (method === "DELETE" && ++tries === 1) {
      throw new TypeError("Failed to fetch");
    }
    return method === "DELETE" ? { status: 404, body: { status: 404 } } : { body: {} };
  });
  await remove("/api/people/per_1");
  equal(tries, 2);
});

test("does not repeat a refused deletion", async () => {
  const requests = fakeApi(() => ({ status: 409, body: { status: 409, detail: "has outreaches: 4" } }));
  await rejects(remove("/api/people/per_1"), "has outreaches: 4");
  equal(requests.length, 1);
});
