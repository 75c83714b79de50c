import { doubt, learn, nameIfKnown, readName } from "/app/api/names.js";
import { fakeApi } from "/test/fake-api.js";
import { equal, test } from "/test/testing.js";

test("a name is read once", async () => {
  const requests = fakeApi(() => ({ body: { id: "com_once", name: "Once" } }));
  equal(await readName("companies", "com_once"), "Once");
  equal(await readName("companies", "com_once"), "Once");
  equal([nameIfKnown("companies", "com_once"), requests.length], ["Once", 1]);
});

test("a name is read again after its record has changed", async () => {
  learn({ id: "com_1", name: "Before" });
  fakeApi(() => ({ body: { id: "com_1", name: "After" } }));
  doubt(new Set(["com_1"]));
  equal(await readName("companies", "com_1"), "After");
});

test("a name that is being read again for another place is awaited", async () => {
  learn({ id: "com_2", name: "Before" });
  const requests = fakeApi(() => ({ body: { id: "com_2", name: "After" } }));
  doubt(new Set(["com_2"]));
  equal(nameIfKnown("companies", "com_2"), "Before");
  equal([await readName("companies", "com_2"), requests.length], ["After", 1]);
});

test("a merged record has the name of the one that it was merged into", async () => {
  fakeApi(() => ({ body: { id: "com_new", name: "New" } }));
  equal(await readName("companies", "com_old"), "New");
});

test("no record has no name", async () => {
  const requests = fakeApi(() => ({ body: {} }));
  equal([await readName("users", null), nameIfKnown("users", null), requests.length], [undefined, undefined, 0]);
});
