import { Reading } from "/app/resource/reading.js";
import { RowReads } from "/app/resource/row-reads.js";
import { fakeApi } from "/test/fake-api.js";
import { equal, test } from "/test/testing.js";

test("a reading keeps its answer while it reads again", async () => {
  fakeApi(({ query }) => ({ body: { page: query.page } }));
  const reading = new Reading();
  equal([reading.waits, reading.loading], [true, true]);
  await reading.read("/api/users", { page: 1 });
  const again = reading.read("/api/users", { page: 2 });
  equal([reading.answer, reading.loading], [{ page: "1" }, true]);
  await again;
  equal([reading.answer, reading.loading], [{ page: "2" }, false]);
});

test("a quiet reading does not show that it loads", async () => {
  fakeApi(() => ({ body: {} }));
  const reading = new Reading();
  await reading.read("/api/users", {});
  const again = reading.read("/api/users", {}, { quiet: true });
  equal(reading.loading, false);
  await again;
});

test("a refused reading keeps the problem until the next answer", async () => {
  let status = 400;
  fakeApi(() => ({ status, body: { detail: "page: got 'x'" } }));
  const reading = new Reading();
  await reading.read("/api/users", { page: "x" });
  equal([reading.refusal?.detail, reading.loading, reading.waits], ["page: got 'x'", false, false]);
  status = 200;
  await reading.read("/api/users", {});
  equal(reading.refusal, null);
});

test("reads the values of each row, and keeps a row without a value empty", async () => {
  const column = { name: "Outreaches", value: () => "", read: async (/** @type {{ id: string }} */ { id }) => id.length };
  const other = { name: "Name", value: () => "" };
  const reads = new RowReads([column, other]);
  const records = Array.from({ length: 9 }, (_, index) => ({ id: "x".repeat(index) }));
  await reads.read(records);
  equal(records.map((record) => reads.of(column, record)), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  equal(reads.of(other, records[0]), undefined);
});

test("reads the values of changed records again, and of all records after other changes", async () => {
  /** @type {string[]} */
  let asked = [];
  const column = { name: "Score", value: () => "", read: async (/** @type {{ id: string }} */ { id }) => asked.push(id) };
  const reads = new RowReads([column]);
  const records = [{ id: "com_1" }, { id: "com_2" }];
  const after = async (/** @type {Set<string> | null} */ changed) => {
    asked = [];
    await reads.read(records, changed);
    return asked;
  };
  equal(await after(new Set(["com_9"])), ["com_1", "com_2"]);
  equal(await after(new Set(["com_9"])), []);
  equal(await after(new Set(["com_2", "com_9"])), ["com_2"]);
  equal(await after(new Set(["usr_1"])), ["com_1", "com_2"]);
  equal(await after(null), ["com_1", "com_2"]);
});
