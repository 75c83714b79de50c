import { FIELDS as COMPANY_FIELDS } from "/app/records/companies.js";
import { saveChanges } from "/app/forms/changes.js";
import { Form } from "/app/forms/form.js";
import { fakeApi } from "/test/fake-api.js";
import { equal, test } from "/test/testing.js";

/** @type {import("/app/forms/form.js").Field[]} */
const FIELDS = [
  { name: "name", label: "Name", required: true },
  { name: "domain", label: "Domain" },
  { name: "owner_id", label: "Owner", type: "record", resource: "users" },
  { name: "fit", label: "Fit", type: "checkbox" },
];

function acme() {
  return new Form(FIELDS, { name: "Acme", domain: "acme.com", owner_id: "usr_1", fit: true });
}

test("a new form sends its filled fields, without spaces around them", () => {
  const form = new Form(FIELDS);
  form.set("name", " Acme ");
  equal(form.body(), { name: "Acme", fit: false });
});

test("a form sends only changed fields, and null for an emptied one", () => {
  const form = acme();
  form.set("domain", "");
  form.set("owner_id", null);
  equal(form.changes(), { domain: null, owner_id: null });
});

test("a form is dirty only while a value differs from the first", () => {
  const form = acme();
  form.set("name", "Acme Inc");
  const changed = form.isDirty;
  form.set("name", "Acme");
  equal([changed, form.isDirty], [true, false]);
});

test("a blank required field is a problem", () => {
  const form = new Form(FIELDS);
  form.set("name", "  ");
  equal([form.check(), [...form.problems.keys()]], [false, ["name"]]);
});

test("the API's errors are beside their fields, and the others above the form", () => {
  const form = acme();
  const first = form.accept({ errors: [{ name: "domain", detail: "got 'x'; expected a domain" }, { name: "segments", detail: "too many" }] });
  equal(first, "domain");
  equal([...form.problems], [["domain", "Got 'x'; expected a domain."], ["", "Segments: too many."]]);
});

test("a problem without errors is above the form", () => {
  const form = acme();
  form.accept({ detail: "com_1 does not exist" });
  equal([...form.problems], [["", "Com_1 does not exist."]]);
});

test("a changed field has no problem any more", () => {
  const form = acme();
  form.accept({ errors: [{ name: "name", detail: "is blank" }] });
  form.set("name", "Acme");
  equal(form.problems.size, 0);
});

test("a change of another user to another field is kept", async () => {
  const requests = fakeApi(({ method }) => ({ body: { id: "com_1", name: "Acme", domain: "new.com", owner_id: "usr_1", fit: true }, tag: method === "GET" ? '"1"' : undefined }));
  const form = acme();
  form.set("name", "Acme Inc");
  await saveChanges("/api/companies/com_1", form);
  equal(requests.map(({ method, body }) => [method, body]), [["GET", null], ["PATCH", { name: "Acme Inc" }]]);
});

test("a change of another user to the same field is shown before it is overwritten", async () => {
  const requests = fakeApi(() => ({ body: { id: "com_1", name: "Acme AG", domain: "acme.com", owner_id: "usr_1", fit: true }, tag: '"1"' }));
  const form = acme();
  form.set("name", "Acme Inc");
  await saveChanges("/api/companies/com_1", form);
  equal(form.problems.get("name")?.includes("“Acme AG”"), true);
  form.check();
  await saveChanges("/api/companies/com_1", form);
  equal(requests.map(({ method }) => method), ["GET", "GET", "PATCH"]);
});

test("a form without changes writes nothing", async () => {
  const requests = fakeApi(() => ({ body: { id: "com_1", name: "Acme", domain: "acme.com", owner_id: "usr_1", fit: true } }));
  await saveChanges("/api/companies/com_1", acme());
  equal(requests.length, 1);
});

test("a field with values that are not texts shows them as text and sends them back as such", () => {
  const form = new Form(COMPANY_FIELDS, { name: "Acme", segments: ["SaaS", "Sales"], fit: null, overall_score: 80 });
  equal(form.values, { name: "Acme", domain: "", owner_id: null, fit: "", segments: "SaaS, Sales", countries: "", overall_score: "80" });
  form.set("segments", "Sales, , Media ");
  form.set("fit", "false");
  form.set("countries", "us, de");
  form.set("overall_score", "");
  equal(form.changes(), { fit: false, segments: ["Sales", "Media"], countries: ["US", "DE"], overall_score: null });
});

test("a field that the record does not contain has no concurrent changes", () => {
  const form = new Form(COMPANY_FIELDS, { name: "Acme", overall_score: 80 });
  form.set("overall_score", "90");
  equal(form.changesTo({ name: "Acme", segments: [] }), { overall_score: 90 });
});
