/** The page at /sign-in. With a token after the #, it sets a password; otherwise it signs in. */

import { followedFrom } from "./access/account.js";
import { ChoosePassword } from "./access/choose-password.js";
import { SignIn } from "./access/sign-in.js";
import { LOGO } from "./drawing/icons.js";
import { html, render } from "./drawing/lit.js";
import { drawWith, redraw } from "./drawing/redraw.js";

const token = new URLSearchParams(location.hash.slice(1)).get("token");
const page = token ? new ChoosePassword(token, enter) : new SignIn(enter);

function draw() {
  document.title = `${page.title} · Grow Outreach`;
  render(html`
    <h1><img src=${LOGO} alt="" width="26" height="26"> Grow Outreach</h1>
    <section class="card" aria-labelledby="title"><h2 id="title">${page.title}</h2>${page.template()}</section>`,
    /** @type {HTMLElement} */ (document.querySelector("#app")));
}

function enter() {
  location.replace(followedFrom());
}

drawWith(draw);
draw();
page.start();
addEventListener("hashchange", () => location.reload());
redraw();
