import { ListAddress } from "/app/resource/list-address.js";
import { equal, test } from "/test/testing.js";

const companies = new ListAddress("/companies", ["name", "owner"]);

test("the view of an address contains the known parameters that are not blank", () => {
  equal(companies.viewOf({ search: "?name=acme&owner=&page=2&unknown=1" }), { name: "acme", page: "2" });
});

test("a view has one address", () => {
  equal(companies.of({ page: "2", name: "a b", sort: "name" }), "/companies?name=a+b&sort=name&page=2");
  equal(companies.of({}), "/companies");
});

test("a change of the filters or of the order leads to the first page", () => {
  equal(companies.of({ name: "acme", page: "3" }, { sort: "name" }), "/companies?name=acme&sort=name");
  equal(companies.of({ name: "acme", page: "3" }, { page: "4" }), "/companies?name=acme&page=4");
  equal(companies.of({ name: "acme", page: "3" }, companies.withoutFilters()), "/companies");
});

test("a filter with several values is a parameter for each of them", () => {
  const address = new ListAddress("/companies", ["name", "segment"], ["segment"]);
  const view = address.viewOf({ search: "?name=acme&segment=SaaS%2C+Media,&page=2" });
  equal(address.queryOf(view), { name: "acme", segment: ["SaaS", "Media", ""], page: "2" });
  equal(address.of(view, {}), "/companies?name=acme&segment=SaaS%2C+Media%2C&page=2");
});
