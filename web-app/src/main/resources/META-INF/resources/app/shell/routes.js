/** The screens of the app, in the order of the navigation. To add one, see docs/web-app.md. */

/** @import { Route } from "../routing/screen.js" */

/** @type {Route[]} */
export const ROUTES = [
  {
    path: "/outreaches",
    module: () => import("../outreaches/screen.js"),
    entry: { name: "Outreaches", icon: "outreaches" },
  },
];

/** The address of the app's first screen. */
export const HOME = "/outreaches";
