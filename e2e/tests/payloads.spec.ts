// Hostile texts in every field that people fill in: none runs, with the content security policy and without it.
import type { APIRequestContext, Page } from "@playwright/test";

import { type Json, type Members, create, full } from "../support/documents.ts";
import { PAYLOADS, payload } from "../support/payloads.ts";
import { makeReview, post, review, saveVersion } from "../support/review.ts";
import { test } from "../support/team.ts";
import { expect } from "../support/test.ts";

/** What ran, and where something was sent that is not this server. */
type Watch = { hits: string[] };

/** Watches a page: it runs nothing of others, asks nothing, and leaves for nowhere. */
async function watch(page: Page, own: string): Promise<Watch> {
  const watched: Watch = { hits: [] };
  await page.exposeFunction("hit", (number: unknown) => watched.hits.push(`payload ${number} ran at ${page.url()}`));
  page.on("dialog", async (dialog) => {
    watched.hits.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("blob:")) watched.hits.push(`sent to ${url}`);
  });
  return watched;
}

/** Without the characters that can't be seen, which the server takes nowhere that people read it. */
const sayable = (text: string) => text.replace(/[\0-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "");

/** The same in one line of so many characters. */
const line = (text: string, most: number) => sayable(text).replace(/\s+/g, " ").trim().slice(0, most);

/** Every text in a document replaced by payloads, one after the other. */
function poisoned(value: Json, next: () => string): Json {
  if (typeof value === "string") return next();
  if (Array.isArray(value)) return value.map((item) => poisoned(item, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, poisoned(member, next)]));
}

/** A design all of whose texts are payloads, under names that are payloads, with a variable for each of them. */
function hostileDesign(): Members {
  let at = 0;
  const next = () => payload(at++);
  const task = poisoned(full(), next) as Members;
  const environment = PAYLOADS.map((text, number) => ({ name: `${number} ${text}`, value: text }));
  const containers = task.containerDefinitions as Members[];
  containers[0].environment = environment;
  return {
    name: PAYLOADS[0],
    taskDefinitions: { [PAYLOADS[1]]: task, web: poisoned(full(), next) },
    services: { [PAYLOADS[2]]: { serviceName: PAYLOADS[3], taskDefinition: "${taskDefinitions.web}" } },
    [PAYLOADS[4]]: PAYLOADS[5],
  };
}

/** A design that can be planned, with payloads wherever AWS takes any text. */
function plannable(): Members {
  const environment = PAYLOADS.map((text, number) => ({ name: `V${number}`, value: text.replaceAll("\0", "") }));
  const container = { name: "app", image: "shop/app:1", command: [payload(6), payload(7)], environment };
  const network = { awsvpcConfiguration: { subnets: ["subnet-0a1b2c3d"] } };
  const web = { family: "web", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "256", memory: "512" };
  return {
    name: PAYLOADS[8],
    clusters: { main: { clusterName: "shop" } },
    taskDefinitions: { web: { ...web, containerDefinitions: [container] } },
    services: {
      web: {
        serviceName: "web",
        cluster: "${clusters.main}",
        taskDefinition: "${taskDefinitions.web}",
        desiredCount: 1,
        launchType: "FARGATE",
        networkConfiguration: network,
      },
    },
  };
}

/** Fills the server with payloads, and gives the addresses where they are seen. */
async function fill(request: APIRequestContext): Promise<string[]> {
  for (const [number, text] of PAYLOADS.entries()) {
    if (number % 10 === 0) await create(request, { name: `${number} ${text}`, services: {} });
  }
  const hostile = (await create(request, hostileDesign())).id;
  const design = (await create(request, plannable())).id;
  const counter = (await (await request.get(`/api/designs/${design}`)).json()).counter;
  const note = PAYLOADS.slice(0, 20).join(" ").slice(0, 1000);
  await post(request, `/api/designs/${design}/versions`, { note }, { "If-Match": `"${counter}"` });
  await saveVersion(request, hostile);

  const opened = await makeReview(request, design, "sandbox", PAYLOADS[9]);
  const { plan } = await review(request, opened.id);
  const planFingerprint = plan.plan.fingerprint;
  const place = "/taskDefinitions/web/containerDefinitions/0/image";
  const threads = PAYLOADS.map(sayable).map((text, number) => (number % 2 ? { path: place, text, suggestion: text } : { text }));
  for (let from = 0; from < threads.length; from += 100) {
    const some = threads.slice(from, from + 100);
    await post(request, `/api/reviews/${opened.id}/submissions`, { threads: some, note: sayable(payload(from)), planFingerprint });
  }
  for (let at = 0; at < 20; at++) {
    await post(request, `/api/reviews/${opened.id}/links`, { scope: "comment", title: line(payload(at * 7), 200) });
    await post(request, "/api/invitations", { note: line(payload(at * 11), 200), grants: [{ environment: "*", role: "viewer" }] });
    const token = { name: line(payload(at * 13), 80), scope: "view", environment: "*", expiresInDays: 1 };
    await post(request, "/api/tokens", token);
    const hook = { kind: "webhook", name: line(payload(at * 17), 100), url: "https://hooks.example.com/" };
    await post(request, "/api/hooks", hook);
  }
  const tags = [{ key: "team", value: "x" }];
  const environment = { name: "staging", kind: "development", account: "123456789012", region: "eu-central-1", tags };
  await post(request, "/api/environments", environment);
  const apply = await post(request, `/api/plans/${plan.id}/apply`, { fingerprint: planFingerprint });
  return [
    "/designs",
    `/designs/${hostile}`,
    `/designs/${hostile}/history`,
    `/designs/${design}`,
    `/designs/${design}/history`,
    `/designs/${design}/plan?environment=sandbox`,
    "/reviews",
    `/reviews/${opened.id}`,
    `/applies/${apply.id}`,
    "/environments",
    "/people",
    "/tokens",
    "/hooks",
    "/audit",
    "/account",
    `/sign-in?then=${encodeURIComponent("javascript:hit(1)")}`,
    `/sign-in?problem=${encodeURIComponent(PAYLOADS[2])}`,
    `/reviews?${encodeURIComponent(PAYLOADS[2])}=${encodeURIComponent(PAYLOADS[4])}`,
    `/audit?person=${encodeURIComponent(PAYLOADS[4])}&act=${encodeURIComponent(PAYLOADS[2])}`,
    `/${encodeURIComponent(PAYLOADS[2])}`,
    `/join#${PAYLOADS[2]}`,
    `/open#${PAYLOADS[4]}`,
  ];
}

test("nothing that people write runs, with the policy and without it", async ({ team, complaints }) => {
  test.setTimeout(600_000);
  expect(PAYLOADS.length).toBeGreaterThanOrEqual(300);
  const owner = await team.owner();
  const addresses = await fill(owner.request);

  // Someone whose own name is hostile, too.
  const named = await team.person(PAYLOADS[2], { environment: "*", role: "owner" });
  for (const policy of [true, false]) {
    const page = await named.context().newPage();
    const watched = await watch(page, team.server.address);
    if (!policy) {
      await page.route("**/*", async (route) => {
        const response = await route.fetch({ maxRedirects: 0 });
        const headers = response.headers();
        delete headers["content-security-policy"];
        await route.fulfill({ response, headers });
      });
    }
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.locator("main").first()).toBeVisible();
      await page.waitForLoadState("networkidle");
      // What waits behind a click, and what waits for the keyboard.
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      for (let presses = 0; presses < 5; presses++) await page.keyboard.press("Tab");
      expect(watched.hits, `${address}, ${policy ? "with" : "without"} the policy`).toEqual([]);
      const made = await page.evaluate(() => {
        const links = [...document.querySelectorAll("a[href], form[action]")];
        const odd = links.map((link) => link.getAttribute("href") ?? link.getAttribute("action") ?? "");
        return {
          links: odd.filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
          elements: document.querySelectorAll("iframe, object, embed, base, marquee, math, body script:not([src])").length,
        };
      });
      expect(made, address).toEqual({ links: [], elements: 0 });
    }
    await page.close();
  }
  complaints.splice(0);
});

test("a payload does run where something takes it for HTML, and is noticed", async ({ team }) => {
  const page = await team.stranger();
  await page.route("**/*", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers["content-security-policy"];
    await route.fulfill({ response, headers });
  });
  const watched = await watch(page, team.server.address);
  await page.goto("/sign-in");
  await page.evaluate((html) => void (document.body.innerHTML = html), PAYLOADS[2]);
  await expect.poll(() => watched.hits.length).toBeGreaterThan(0);
});
