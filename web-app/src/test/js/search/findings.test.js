import { Findings, hasWords } from "/app/search/findings.js";
import { fakeApi } from "/test/fake-api.js";
import { equal, test } from "/test/testing.js";

const COMMANDS = [{ name: "Go to Users", detail: "", run: () => {} }, { name: "New user…", detail: "o", run: () => {} }];

/** @param {Findings} findings */
function shown(findings) {
  return findings.groups.map(({ title, findings: found }) => [title, found.map(({ name }) => name)]);
}

test("finds records by name and commands by words, and leaves out empty groups", async () => {
  fakeApi(({ path, query }) => ({ body: { items: path === "/api/users" ? [{ id: "usr_1", name: `User ${query.name}` }] : [] } }));
  const findings = new Findings(() => COMMANDS);
  await findings.search("user");
  equal(shown(findings), [["Users", ["User user"]], ["Commands", ["Go to Users", "New user…"]]]);
});

test("without a text, there are only the commands", async () => {
  const requests = fakeApi(() => ({ body: { items: [] } }));
  const findings = new Findings(() => COMMANDS);
  await findings.search("");
  equal([shown(findings), requests.length], [[["Commands", ["Go to Users", "New user…"]]], 0]);
});

test("a resource that refuses the search is left out", async () => {
  fakeApi(({ path }) => (path === "/api/people" ? { status: 403, body: { detail: "no" } } : { body: { items: [{ id: "x_1", name: "Acme" }] } }));
  const findings = new Findings(() => []);
  await findings.search("acme");
  equal(shown(findings).map(([title]) => title), ["Companies", "Sequences", "Users"]);
});

test("words match in any order and regardless of case", () => {
  equal([hasWords("Go to Users", "users go"), hasWords("Go to Users", "users x"), hasWords("Go to Users", "")], [true, false, true]);
});
