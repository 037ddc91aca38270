// A team at work: one changes, others look, decide and apply. Each has a browser of their own.
import { type Page } from "@playwright/test";

import { EmptyAccount } from "../support/account.ts";
import { type Members } from "../support/documents.ts";
import { SHOP, change } from "../support/operate.ts";
import {
  act,

  finishDialog,
  makeReview,
  post,
  protect,
  review,
  saveVersion,
  say,
  showReview,
} from "../support/review.ts";
import { type Team, everywhere, refusalsAreFine, test as base } from "../support/team.ts";
import { accessible, expect } from "../support/test.ts";

const test = base.extend<{ account: EmptyAccount }>({
  account: async ({}, use) => {
    const account = await EmptyAccount.start();
    await use(account);
    await account.stop();
  },
  variables: async ({ account }, use) => use(account.variables),
});

const standing = (page: Page) => page.locator(".review-standing");

/** The shop with another number of tasks. */
function counting(tasks: number): Members {
  const document = structuredClone(SHOP) as any;
  document.services.web.desiredCount = tasks;
  return document;
}

/** Edith's design, and a review of it for the protected environment production. */
async function asked(team: Team, policy: Members = {}): Promise<{ edith: Page; design: string; id: string }> {
  const owner = await team.owner();
  await protect(owner.request, "production", EmptyAccount.ID, policy);
  const edith = await team.person("Edith", everywhere("editor"));
  const design = (await post(edith.request, "/api/designs", SHOP as unknown as Members)).id;
  await saveVersion(edith.request, design);
  const { id } = await makeReview(edith.request, design, "production", "More tasks");
  return { edith, design, id };
}

async function decide(page: Page, what: "Approve" | "Request changes", words: string): Promise<void> {
  await act(page, what).click();
  const dialog = finishDialog(page);
  await dialog.getByLabel("What you say with it").fill(words);
  await dialog.getByRole("button", { name: what, exact: true }).click();
  await expect(dialog).toBeHidden();
}

const applyButton = (page: Page) => page.getByRole("button", { name: /^Apply v\d+ in production/ });

test("shared, read without an account, talked about, suggested, approved, applied", async ({ team, account, complaints }) => {
  test.setTimeout(180_000);
  const { edith, id } = await asked(team);
  await showReview(edith, id);
  await edith.getByRole("button", { name: /^Share/ }).click();
  const sharing = edith.getByRole("dialog", { name: "Share this review" });
  await sharing.getByRole("radio", { name: /^Comment/ }).check();
  await sharing.getByRole("button", { name: "Make a link" }).click();
  const link = await sharing.getByLabel("The link. It is shown this once.").inputValue();
  await edith.keyboard.press("Escape");

  // Someone without an account: the secret is out of sight at once, and the review is all there is.
  const guest = await team.stranger();
  await guest.goto(link);
  await expect(guest).toHaveURL(`${team.server.address}/reviews/${id}`);
  await expect(guest.locator(".review")).toBeVisible();
  await accessible(guest);
  expect((await guest.request.get("/api/designs")).status()).toBe(401);
  await expect(guest.getByRole("link", { name: "Sign in to approve" })).toBeVisible();
  const places = guest.getByRole("region", { name: "Other places" });
  await places.getByLabel("Comment on another place").fill("/services/web/desiredCount");
  await places.getByRole("button", { name: "Begin" }).click();
  await guest.keyboard.type("Two will not do on Friday");
  await places.getByLabel("Your name, for the others").fill("Gus of support");
  await places.getByRole("button", { name: "Comment now" }).click();
  await expect(guest.locator(".thread")).toContainText("Two will not do on Friday");

  // Conny suggests, Edith takes it with one click, and the review moves to the new version.
  const conny = await team.person("Conny", everywhere("commenter"));
  const { plan } = await review(conny.request, id);
  const threads = [{ path: "/services/web/desiredCount", text: "Four", suggestion: 4 }];
  await post(conny.request, `/api/reviews/${id}/submissions`, { threads, planFingerprint: plan.plan.fingerprint });
  await expect(edith.locator(".thread", { hasText: "Gus of support" })).toBeVisible({ timeout: 15_000 });
  await edith.getByRole("button", { name: "Apply as a new version" }).click();
  await expect(edith.locator(".suggestion")).toContainText("Applied as v2.");
  await edith.getByRole("button", { name: "Review v2 instead" }).click();
  await expect(edith.getByRole("heading", { level: 1, name: "More tasks" })).toBeVisible();
  await expect(edith.locator(".review-head .facts")).toContainText("v2");

  // Conny's suggestion is in it, so only somebody else's approval counts.
  const ana = await team.person("Ana", everywhere("approver"));
  await showReview(ana, id);
  await expect(standing(ana)).toContainText("Waits for approval");
  await accessible(ana);
  await decide(ana, "Approve", "Good for Friday");
  await expect(standing(ana)).toContainText("Approved");
  const alf = await team.person("Alf", everywhere("applier"));
  await showReview(alf, id);
  await expect(alf.getByRole("region", { name: "Decisions" })).toContainText("Good for Friday");
  expect(account.changes).toEqual([]);
  await applyButton(alf).click();
  await expect(alf).toHaveURL(/\/applies\//);
  await expect(alf.locator("main")).toContainText("Ana");
  await accessible(alf);
  await expect.poll(() => account.changes.length, { timeout: 30_000 }).toBeGreaterThan(0);
  refusalsAreFine(complaints);
});

test("an approval of what has changed since counts nothing, and it is said what has changed", async ({ team, account, complaints }) => {
  test.setTimeout(120_000);
  const { edith, design, id } = await asked(team);
  const ana = await team.person("Ana", everywhere("approver"), everywhere("applier"));
  await showReview(ana, id);
  await decide(ana, "Approve", "Fine");
  await expect(standing(ana)).toContainText("Approved");
  await change(edith, design, counting(9));
  await saveVersion(edith.request, design);

  await ana.reload();
  await expect(standing(ana)).toContainText("Waits for approval");
  await expect(ana.getByText("v2 is newer. This review is about v1.")).toBeVisible();
  const { plan } = await review(ana.request, id);
  const data = { fingerprint: plan.plan.fingerprint };
  const refused = await ana.request.post(`/api/plans/${plan.id}/apply`, { data });
  expect(refused.status()).toBe(409);
  expect((await refused.json()).error.message).toContain("v2");
  await ana.getByRole("button", { name: "Review v2 instead" }).click();
  await expect(ana.getByRole("region", { name: "Decisions" })).toContainText("No longer counts.");
  await expect(applyButton(ana)).toHaveAttribute("aria-disabled", "true");
  await decide(ana, "Approve", "Nine is fine as well");
  await expect(applyButton(ana)).toHaveAttribute("aria-disabled", "false");
  expect(account.changes).toEqual([]);
  refusalsAreFine(complaints);
});

test("nobody approves their own work", async ({ team, account, complaints }) => {
  const { id } = await asked(team);
  const owner = await team.owner();
  const { people } = await (await owner.request.get("/api/people")).json();
  const edith = people.find((person: Members) => person.name === "Edith");
  const grants = [everywhere("editor"), everywhere("approver"), everywhere("applier")];
  expect((await owner.request.put(`/api/people/${edith.id}/grants`, { data: { grants } })).ok()).toBe(true);

  const browser = await team.again("Edith");
  await showReview(browser, id);
  await expect(act(browser, "Approve")).toHaveAttribute("aria-disabled", "true");
  await expect(browser.locator("#why-not-decide")).toContainText("own work");
  const { plan } = await review(browser.request, id);
  const data = { decision: "approve", planFingerprint: plan.plan.fingerprint };
  expect([403, 409]).toContain((await browser.request.post(`/api/reviews/${id}/submissions`, { data })).status());
  const apply = await browser.request.post(`/api/plans/${plan.id}/apply`, { data: { fingerprint: plan.plan.fingerprint } });
  expect(apply.status()).toBe(403);
  expect(account.changes).toEqual([]);
  refusalsAreFine(complaints);
});

test("a link that is revoked opens nothing, and ends what it had opened", async ({ team, complaints }) => {
  const { edith, id } = await asked(team);
  const made = await post(edith.request, `/api/reviews/${id}/links`, { scope: "view", title: "Auditors" });
  const guest = await team.stranger();
  await guest.goto(made.address);
  await expect(guest.locator(".review")).toBeVisible();
  expect((await edith.request.delete(`/api/links/${made.link.id}`)).status()).toBe(204);
  expect((await guest.request.get(`/api/reviews/${id}`)).status()).toBe(401);
  const late = await team.stranger();
  await late.goto(made.address);
  await expect(late.getByText("it was revoked", { exact: false }).first()).toBeVisible();
  await accessible(late);
  refusalsAreFine(complaints);
});

test("two review at once, and both are heard", async ({ team, complaints }) => {
  test.setTimeout(120_000);
  const { id } = await asked(team, { approvals: 2 });
  const ana = await team.person("Ana", everywhere("approver"));
  const ben = await team.person("Ben", everywhere("approver"));
  await Promise.all([showReview(ana, id), showReview(ben, id)]);
  await Promise.all([say(ana.request, id, "/services/web/desiredCount", "From Ana"), say(ben.request, id, undefined, "From Ben")]);
  await expect(ana.locator(".review-page, main").first()).toContainText("From Ben", { timeout: 15_000 });
  await expect(ben.locator(".review-page, main").first()).toContainText("From Ana", { timeout: 15_000 });
  await Promise.all([decide(ana, "Approve", "Yes"), decide(ben, "Request changes", "Not on a Friday")]);
  await expect(standing(ana)).toContainText("Changes requested", { timeout: 15_000 });
  await decide(ben, "Approve", "Monday, then");
  await expect(standing(ana)).toContainText("Approved", { timeout: 15_000 });
  const { decisions } = await review(ana.request, id);
  expect(decisions.map((decision: any) => decision.by.name).sort()).toEqual(["Ana", "Ben", "Ben"]);
  refusalsAreFine(complaints);
});

test("the keyboard alone suffices to approve", async ({ team, complaints }) => {
  const { id } = await asked(team);
  const ana = await team.person("Ana", everywhere("approver"));
  await showReview(ana, id);
  await ana.keyboard.press("a");
  const dialog = finishDialog(ana);
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 20; presses++) {
    const focused = ana.locator(":focus");
    if ((await focused.getAttribute("type")) === "submit") break;
    await ana.keyboard.press("Tab");
  }
  await ana.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(standing(ana)).toContainText("Approved");
  refusalsAreFine(complaints);
});
