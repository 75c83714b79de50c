import { beginningOf, kindsFor, noChoices, obstacles, parametersOf, typeOf } from "/app/imports/choices.js";
import { equal, test } from "/test/testing.js";

test("an import without choices sends only the name of the file", () => {
  equal(parametersOf("a b.csv", noChoices()).toString(), "name=a+b.csv");
});

test("an import sends each mapped and ignored column", () => {
  const parameters = parametersOf("a.csv", { ...noChoices(), kind: "contacts", mapping: { "A=B": "company", Note: "" }, strict: true, owners: "skip" });
  equal(parameters.toString(), "name=a.csv&kind=contacts&owners=skip&strict=true&map=A%3DB%3Dcompany&map=Note%3D");
});

test("options that a kind does not have are not sent", () => {
  const parameters = parametersOf("a.csv", { ...noChoices(), kind: "companies", key: "email", strict: true, owners: "reject" });
  equal(parameters.toString(), "name=a.csv&kind=companies");
});

test("a file is sent with the media type of its ending", () => {
  equal(["a.CSV", "a.csv.gz", "a.jsonl", "a"].map(typeOf), ["text/csv", "application/gzip", "application/x-ndjson", "text/csv"]);
});

test("a preview needs the beginning of a table and all of a workbook", () => {
  const content = [new Uint8Array(3 << 20)];
  equal(beginningOf(new File(content, "a.csv"))?.size, 1 << 20);
  equal(beginningOf(new File(content, "a.xlsx"))?.size, 3 << 20);
});

test("the app says which columns a file needs", () => {
  const preview = { kind: "contacts", header_line: 1, columns: [{ name: "A", field: null, use: /** @type {const} */ ("ignored") }], rows: [], fields: [] };
  equal(obstacles({ ...preview, missing_fields: [["company"], ["person", "email"]] }), ["Choose a column for Company.", "Choose a column for Person or Email."]);
  equal(obstacles({ ...preview, missing_fields: [] }), []);
  equal(obstacles({ ...preview, kind: null, missing_fields: [] }).length, 1);
});

test("offers users, sequences and transitions only to managers", () => {
  equal(kindsFor(false), ["contacts", "companies", "people", "outreaches"]);
  equal(kindsFor(true).length, 7);
});
