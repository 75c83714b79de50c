import { device } from "/app/settings/sessions.js";
import { equal, test } from "../testing.js";

test("names the browser and the system of a session", () => {
  const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0";
  const safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1";
  equal([firefox, edge, safari].map(device), ["Firefox on Windows", "Edge on Windows", "Safari on iPhone"]);
});

test("shows an unknown device as it names itself", () => {
  equal([device("Grow/1"), device(null)], ["Grow/1", "Unknown device"]);
});
