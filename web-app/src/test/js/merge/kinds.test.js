import { differs, KINDS } from "/app/merge/kinds.js";
import { equal, test } from "/test/testing.js";

/** @param {import("/app/merge/kinds.js").Kind} kind @param {object} one @param {object} other */
function different(kind, one, other) {
  const [first, second] = [one, other].map((record) => ({ id: "x", name: "X", segments: [], ...record }));
  return KINDS[kind].fields.filter((field) => differs(field, first, second)).map(({ name }) => name);
}

test("the same address in another case is no difference", () => {
  equal(different("people", { email: "Ann@acme.com", title: "CEO" }, { email: "ann@acme.com", title: "CTO" }), ["Title"]);
});

test("no value differs from a value, but null does not differ from a missing one", () => {
  equal(different("people", { phone: null, opt_outs: ["phone"] }, { linkedin_url: "https://www.linkedin.com/in/ann" }), ["LinkedIn", "Opted out of"]);
});

test("companies differ in fit, segments and owner", () => {
  equal(different("companies", { fit: false, segments: ["SaaS"], owner_id: null }, { fit: null, segments: ["SaaS"], owner_id: null }), ["Fit"]);
});
