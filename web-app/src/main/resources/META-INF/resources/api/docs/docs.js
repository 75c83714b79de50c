/** The documentation page of the API. The fragment of the address names the section or the call that it shows. */

import { html, render } from "../../app/drawing/lit.js";
import { drawWith, redraw } from "../../app/drawing/redraw.js";
import { CallView } from "./call.js";
import { markdown } from "./code.js";
import { ApiDocument } from "./document.js";
import { Navigation, Search } from "./navigation.js";
import { token } from "./token.js";

const source = await (await fetch("/api/openapi.yaml")).text();
const api = new ApiDocument(/** @type {any} */ (globalThis).jsyaml.load(source));
const navigation = new Navigation(api);
const search = new Search(api);

/** @type {Map<string, CallView>} */
const views = new Map();

let shown = "introduction";
let current = "";

/** Marks the call at the top of the window in the navigation. */
const observer = new IntersectionObserver(
  (entries) => {
    const seen = entries.find(({ isIntersecting }) => isIntersecting)?.target.id;
    if (seen && seen !== current) {
      current = seen;
      redraw();
    }
  },
  { rootMargin: "-20% 0px -75% 0px" },
);

/** Shows the section or call in the address, and moves the focus there. */
async function show(isFirst = false) {
  const id = decodeURIComponent(location.hash.slice(1));
  const section = api.sections.find((each) => each.id === id || each.calls.some((call) => call.id === id));
  shown = section?.id ?? "introduction";
  current = section ? id : shown;
  await redraw();
  observer.disconnect();
  document.querySelectorAll("article.call").forEach((article) => observer.observe(article));
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest" });
  const target = /** @type {HTMLElement | null} */ (document.querySelector(section && section.id !== id ? `#${CSS.escape(id)} h2` : "main h1"));
  if (!isFirst || section) {
    target?.focus({ preventScroll: true });
    if (target?.matches("h2")) {
      target.scrollIntoView();
    } else {
      scrollTo(0, 0);
    }
  }
}

function draw() {
  const section = api.sections.find(({ id }) => id === shown);
  document.title = [section?.name, api.title].filter(Boolean).join(" · ");
  render(html`
    <a class="skip" href="#main" @click=${skip}>Skip to the content</a>
    <header class="bar">
      ${navigation.button()}
      <a href="/">← Back to app</a>
      ${search.template()}
      ${token.template()}
      <a href="/api/openapi.yaml">openapi.yaml</a>
    </header>
    <div class="frame">
      ${navigation.template(shown, current)}
      <main id="main" tabindex="-1">
        ${section
          ? html`<h1 tabindex="-1">${section.name}</h1>${markdown(section.description)}${section.calls.map((call) => view(call).template())}`
          : html`<h1 tabindex="-1">${api.title}</h1><p class="limits">Version ${api.version}</p>${markdown(api.introduction)}`}
      </main>
    </div>`, /** @type {HTMLElement} */ (document.querySelector("#docs")));
}

/** @param {import("./types.js").Call} call */
function view(call) {
  let found = views.get(call.id);
  if (!found) {
    found = new CallView(api, call);
    views.set(call.id, found);
  }
  return found;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  /** @type {HTMLElement | null} */ (document.querySelector("main"))?.focus();
}

drawWith(draw);
addEventListener("hashchange", () => show());
show(true);
token.look();
