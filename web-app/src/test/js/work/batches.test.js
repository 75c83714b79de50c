import { Refused } from "/app/api/requests.js";
import { Selection } from "/app/outreaches/selection.js";
import { batchesOf, each, inBatches } from "/app/work/batches.js";
import { fakeApi } from "../fake-api.js";
import { outreach, outreaches } from "../outreach-data.js";
import { equal, test } from "../testing.js";

/** @param {Selection} selection */
async function batches(selection) {
  const found = [];
  for await (const batch of batchesOf(selection, new AbortController().signal)) {
    found.push(batch.map(({ id }) => id));
  }
  return found;
}

/** @param {number} count */
function picked(count) {
  const selection = new Selection();
  selection.set(outreaches(count), true);
  return selection;
}

test("splits a list into batches, the last of them smaller", () => {
  equal([...inBatches(outreaches(7), 3)].map((batch) => batch.length), [3, 3, 1]);
  equal([...inBatches([], 3)], []);
});

test("sends a small selection in one batch", async () => {
  equal((await batches(picked(100))).map((batch) => batch.length), [100]);
});

test("sends a selection in batches of at least 100", async () => {
  equal((await batches(picked(250))).map((batch) => batch.length), [100, 100, 50]);
});

test("sends a large selection in 20 batches", async () => {
  equal((await batches(picked(10_000))).map((batch) => batch.length), Array(20).fill(500));
});

test("keeps every batch within the API's limit", async () => {
  equal((await batches(picked(220_000))).map((batch) => batch.length), Array(22).fill(10_000));
});

test("reads all matches by the API's cursor", async () => {
  const requests = fakeApi(({ query }) => {
    const items = outreaches(150).slice(query.cursor === "start" ? 0 : 90, query.cursor === "start" ? 90 : 150);
    return { body: { items, pagination: { next_cursor: query.cursor === "start" ? "c2" : null } } };
  });
  const selection = new Selection();
  selection.setEverything({ status: "ready" }, 150);

  equal((await batches(selection)).map((batch) => batch.length), [100, 50]);
  equal(requests.map(({ query }) => query), [
    { status: "ready", cursor: "start", per: "500" },
    { status: "ready", cursor: "c2", per: "500" },
  ]);
});

test("leaves excluded outreaches out of all matches", async () => {
  fakeApi(() => ({ body: { items: outreaches(3), pagination: { next_cursor: null } } }));
  const selection = new Selection();
  selection.setEverything({}, 3);
  selection.set([outreach("out_2")], false);
  equal(await batches(selection), [["out_1", "out_3"]]);
});

test("works on six outreaches at a time", async () => {
  let now = 0;
  let most = 0;
  await each(outreaches(20), async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 1));
    now--;
  });
  equal(most, 6);
});

test("collects refusals in the API's format and goes on", async () => {
  /** @type {string[]} */
  const done = [];
  const errors = await each(outreaches(3), async ({ id }) => {
    if (id === "out_1") {
      throw new Refused({ status: 404, detail: "There is no outreach." });
    }
    if (id === "out_2") {
      throw new Refused({ status: 422, detail: "not allowed" });
    }
    done.push(id);
  });
  equal(done, ["out_3"]);
  equal(errors, [
    { id: "out_1", code: "not_found", detail: undefined },
    { id: "out_2", code: "refused", detail: "not allowed" },
  ]);
});
