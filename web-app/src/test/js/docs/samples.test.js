import { requestOf } from "/api/docs/curl.js";
import { LANGUAGE_NAMES, sample } from "/api/docs/samples.js";
import { equal, test } from "../testing.js";

const TARGET = { server: "https://grow.example", token: false, stream: false };

/** Returns the lines of a sample for a curl command. */
function lines(/** @type {string} */ language, /** @type {string} */ command, target = TARGET) {
  return sample(language, requestOf(command), target).split("\n");
}

test("reads method, path, headers and body of a curl command", () => {
  equal(requestOf(`curl -X PATCH 'http://localhost:3000/api/x?a=b&c=d' -H 'Content-Type: application/json' -d '{"a":"it is"}'`), {
    method: "PATCH",
    path: "/api/x?a=b&c=d",
    headers: [["Content-Type", "application/json"]],
    content: { text: '{"a":"it is"}' },
  });
});

test("reads quotes as a shell does", () => {
  equal(requestOf(`curl http://h/x -d 'it'\\''s' -d "say \\"so\\""`).content, { text: `it's&say "so"` });
});

test("sends data as a form by POST, unless the command says otherwise", () => {
  equal(requestOf("curl http://localhost:3000/api/x -d a=1 -d 'b=two words'"), {
    method: "POST",
    path: "/api/x",
    headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    content: { text: "a=1&b=two words" },
  });
  equal(requestOf("curl -N http://localhost:3000/api/x"), { method: "GET", path: "/api/x", headers: [] });
});

test("reads files and multipart bodies", () => {
  equal(requestOf("curl -i -X POST http://h/x --data-binary @a.csv").content, { file: "a.csv" });
  equal(requestOf("curl -X POST http://h/x -F file=@a.csv -F file=@b.csv").content, { parts: [["file", "@a.csv"], ["file", "@b.csv"]] });
});

test("has samples in curl, JavaScript and Java", () => {
  equal(LANGUAGE_NAMES, ["curl", "JavaScript", "Java"]);
});

test("writes curl commands that quote what a shell would change", () => {
  equal(lines("curl", `curl -X PATCH http://localhost:3000/api/x -H 'Content-Type: application/json' -d '{"a":"it'\\''s"}'`), [
    ...["curl -X PATCH https://grow.example/api/x \\", "  -H 'Content-Type: application/json' \\"],
    ...["  -d '{", `  "a": "it'\\''s"`, "}'"],
  ]);
  equal(lines("curl", "curl http://h/x?a=b -d a=1 -d 'b=two words'"), ["curl -X POST 'https://grow.example/x?a=b' \\", "  -d a=1 \\", "  -d 'b=two words'"]);
});

test("writes JavaScript", () => {
  equal(lines("JavaScript", `curl -X PATCH http://h/x -H 'Content-Type: application/json' -d '{"a":1}'`), [
    ...['const response = await fetch("https://grow.example/x", {', '  method: "PATCH",', '  headers: { "Content-Type": "application/json" },'],
    ...["  body: JSON.stringify({", '    "a": 1', "  }),", "});", "console.log(response.status, await response.text());"],
  ]);
  equal(lines("JavaScript", "curl http://h/x -d a=1")[2], '  body: new URLSearchParams([["a","1"]]),');
  equal(lines("JavaScript", "curl -X POST http://h/x --data-binary @a.csv").slice(0, 5), [
    ...['import { openAsBlob } from "node:fs";', "", 'const response = await fetch("https://grow.example/x", {'],
    ...['  method: "POST",', '  body: await openAsBlob("a.csv"),'],
  ]);
});

test("writes Java, with backslashes and quotes of text blocks escaped", () => {
  equal(lines("Java", String.raw`curl -X POST http://h/x -H 'Content-Type: application/json' -d '{"a":"b\\c\""}'`), [
    ...['var request = HttpRequest.newBuilder(URI.create("https://grow.example/x"))', '        .header("Content-Type", "application/json")'],
    ...['        .method("POST", BodyPublishers.ofString("""', "                {", String.raw`                  "a": "b\\\\c\\""`, '                }"""))'],
    ...["        .build();", "var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());"],
    'IO.println(response.statusCode() + " " + response.body());',
  ]);
  equal(lines("Java", "curl http://h/x -d 'a=two words'")[2], '        .method("POST", BodyPublishers.ofString("a=two+words"))');
});

test("reads streams as they arrive", () => {
  const stream = { ...TARGET, stream: true };
  equal(lines("curl", "curl http://h/x", stream), ["curl -N https://grow.example/x"]);
  equal(lines("JavaScript", "curl http://h/x", stream)[1], "for await (const text of response.body.pipeThrough(new TextDecoderStream())) {");
  equal(lines("Java", "curl http://h/x", stream).at(-1), "response.body().forEach(IO::println);");
});

test("takes the token of a server with authentication from the environment", () => {
  const token = { ...TARGET, token: true };
  equal(lines("curl", "curl http://h/x", token)[1], '  -H "Authorization: Bearer $GROW_TOKEN"');
  equal(lines("JavaScript", "curl http://h/x", token)[1], "  headers: { Authorization: `Bearer ${process.env.GROW_TOKEN}` },");
  equal(lines("Java", "curl http://h/x", token)[1], '        .header("Authorization", "Bearer " + System.getenv("GROW_TOKEN"))');
});
