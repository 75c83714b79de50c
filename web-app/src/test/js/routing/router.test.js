import { find, Router } from "/app/routing/router.js";
import { equal, test } from "/test/testing.js";

/** @type {string[]} */
let calls = [];
let mayLeave = true;
/** @type {{ parameters: Record<string, string> }[]} */
let addresses = [];

/** @param {string} name */
function screen(name) {
  calls.push(`open ${name}`);
  return {
    title: () => name,
    template: () => name,
    load: async (/** @type {import("/app/routing/screen.js").Address} */ address) => {
      addresses.push(address);
      calls.push(`load ${address.path}${address.search}`);
    },
    keepUp: async () => {},
    keys: () => [],
    leave: () => {
      calls.push(`leave ${name}`);
      return mayLeave;
    },
  };
}

/** @param {string} path @param {string} name */
function route(path, name) {
  return { path, module: async () => ({ open: () => screen(name) }) };
}

const router = new Router();
const started = router.start({
  routes: [route("/home", "home"), route("/companies", "list"), route("/companies/:id", "company")],
  home: "/home",
  entered: () => calls.push("entered"),
});

/** @param {string} address */
async function startAt(address) {
  await started;
  mayLeave = true;
  await router.go(address);
  calls = [];
  addresses = [];
}

/** @param {number} steps */
async function step(steps) {
  const stepped = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
  history.go(steps);
  await stepped;
  await settled();
}

/** Waits for navigations of the session history, which take place in later tasks. */
function settled() {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

test("the address / stands for the home screen, with its query and fragment", async () => {
  await startAt("/companies");
  await router.go("/?status=ready#out_1");
  equal(location.pathname + location.search + location.hash, "/home?status=ready#out_1");
  equal(router.screen?.title(), "home");
});

test("finds the route of a path with its parameters", () => {
  const id = router.routes[2];
  equal(find(router.routes, "/companies/com_1"), { route: id, parameters: { id: "com_1" } });
  equal(find(router.routes, "/companies/a%20b")?.parameters, { id: "a b" });
  equal(find(router.routes, "/companies/100%")?.parameters, { id: "100%" });
});

test("finds no route of a path with more or fewer parts", () => {
  equal([find(router.routes, "/companies/"), find(router.routes, "/companies/com_1/people"), find(router.routes, "/com")], [null, null, null]);
});

test("another route gets a new screen", async () => {
  await startAt("/companies");
  await router.go("/companies/com_1");
  equal(calls, ["leave list", "open company", "load /companies/com_1", "entered"]);
  equal(addresses[0].parameters, { id: "com_1" });
});

test("another address of the same route goes to the same screen", async () => {
  await startAt("/companies/com_1");
  await router.go("/companies/com_2?tab=people");
  equal(calls, ["load /companies/com_2?tab=people"]);
});

test("the current address is not loaded again", async () => {
  await startAt("/companies");
  await router.go("/companies");
  equal(calls, []);
});

test("a refresh loads the address again", async () => {
  await startAt("/companies/com_1");
  await router.refresh();
  equal(addresses.map(({ parameters }) => parameters), [{ id: "com_1" }]);
});

test("a screen can keep the user from leaving", async () => {
  await startAt("/companies");
  mayLeave = false;
  await router.go("/home");
  equal(location.pathname, "/companies");
  equal(calls, ["leave list"]);
});

test("a screen can keep the user from leaving with Back, and the address stays", async () => {
  await startAt("/home");
  await router.go("/companies?page=2");
  mayLeave = false;
  await step(-1);
  equal(location.pathname + location.search, "/companies?page=2");
  equal(router.screen?.title(), "list");
  mayLeave = true;
  await step(-1);
  equal(location.pathname, "/home");
  equal(router.screen?.title(), "home");
});

test("Back closes an open dialog instead of leaving", async () => {
  await startAt("/home");
  await router.go("/companies");
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.showModal();
  await step(-1);
  equal([dialog.open, location.pathname], [false, "/companies"]);
  await step(-1);
  equal(location.pathname, "/home");
  dialog.remove();
});

test("Back lets a dialog ask first whether to discard its input", async () => {
  await startAt("/home");
  await router.go("/companies");
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
  await step(-1);
  equal([dialog.open, location.pathname], [true, "/companies"]);
  dialog.remove();
});

test("an unknown address shows that there is no page", async () => {
  await startAt("/nothing/here");
  equal(router.screen?.title(), "Page not found");
});
