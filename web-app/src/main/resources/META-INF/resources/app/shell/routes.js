/** The screens of the app, in the order of the navigation. To add one, see docs/web-app.md. */

/** @import { Route } from "../routing/screen.js" */

/** @type {Route[]} */
export const ROUTES = [
  {
    path: "/outreaches",
    module: () => import("../outreaches/screen.js"),
    entry: { name: "Outreaches", icon: "outreaches", address: "/" },
  },
  {
    path: "/companies",
    module: () => import("../companies/screen.js"),
    entry: { name: "Companies", icon: "companies" },
  },
  { path: "/companies/:id", module: () => import("../companies/company.js") },
  {
    path: "/people",
    module: () => import("../people/screen.js"),
    entry: { name: "People", icon: "people" },
  },
  { path: "/people/:id", module: () => import("../people/person.js") },
  {
    path: "/sequences",
    module: () => import("../sequences/screen.js"),
    entry: { name: "Sequences", icon: "sequences" },
  },
  { path: "/sequences/:id", module: () => import("../sequences/sequence.js") },
  {
    path: "/duplicates",
    module: () => import("../duplicates/screen.js"),
    entry: { name: "Duplicates", icon: "duplicates" },
  },
  {
    path: "/users",
    module: () => import("../users/screen.js"),
    entry: { name: "Users", icon: "users" },
  },
  { path: "/users/:id", module: () => import("../users/user.js") },
  {
    path: "/imports",
    module: () => import("../imports/screen.js"),
    permission: "work",
    entry: { name: "Imports", icon: "imports" },
  },
  { path: "/imports/new", module: () => import("../imports/new.js"), permission: "work" },
  { path: "/imports/:id", module: () => import("../imports/import.js"), permission: "work" },
  {
    path: "/insights",
    module: () => import("../insights/screen.js"),
    entry: { name: "Insights", icon: "insights" },
  },
  {
    path: "/activity",
    module: () => import("../activity/screen.js"),
    entry: { name: "Activity", icon: "activity" },
  },
  { path: "/activity/:id", module: () => import("../activity/job.js") },
  {
    path: "/webhooks",
    module: () => import("../webhooks/screen.js"),
    permission: "administer",
    entry: { name: "Webhooks", icon: "webhooks" },
  },
  { path: "/webhooks/:id", module: () => import("../webhooks/webhook.js"), permission: "administer" },
  {
    path: "/settings",
    module: () => import("../settings/account.js"),
    entry: { name: "Settings", icon: "settings" },
  },
  { path: "/settings/tokens", module: () => import("../settings/tokens.js") },
  { path: "/settings/members", module: () => import("../settings/members.js"), permission: "administer" },
  { path: "/settings/teams", module: () => import("../settings/teams.js"), permission: "administer" },
  { path: "/settings/teams/:id", module: () => import("../settings/team.js"), permission: "administer" },
  { path: "/settings/audit", module: () => import("../settings/audit.js"), permission: "administer" },
];

/** The address of the app's first screen. */
export const HOME = "/outreaches";
