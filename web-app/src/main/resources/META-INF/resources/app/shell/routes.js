/** The screens of the app, in the order of the navigation. To add one, see docs/web-app.md. */

/** @import { Route } from "../routing/screen.js" */

/** @type {Route[]} */
export const ROUTES = [
  {
    path: "/outreaches",
    module: () => import("../outreaches/screen.js"),
    entry: { name: "Outreaches", icon: "outreaches" },
  },
  {
    path: "/sequences",
    module: () => import("../sequences/screen.js"),
    entry: { name: "Sequences", icon: "sequences" },
  },
  { path: "/sequences/:id", module: () => import("../sequences/sequence.js") },
  {
    path: "/users",
    module: () => import("../users/screen.js"),
    entry: { name: "Users", icon: "users" },
  },
  { path: "/users/:id", module: () => import("../users/user.js") },
];

/** The address of the app's first screen. */
export const HOME = "/outreaches";
