// Reviews, as the one owner of a server without accounts.
import { accessible, expect, test } from "../support/test.ts";
import { EmptyAccount } from "../support/account.ts";
import { type Members } from "../support/documents.ts";
import { SHOP, applied, change, ends, makeDesign, plan, sideways } from "../support/operate.ts";
import {
  act,
  changeRow,
  comment,
  finishDialog,
  makeReview,
  post,
  protect,
  review,
  saveVersion,
  say,
  showReview,
} from "../support/review.ts";

const IMAGE = "/taskDefinitions/task/containerDefinitions/0/image";

/** The shop with another image and another log level; the containers' order of ports and a stated default differ, too. */
function changed(tag = "2.5"): Members {
  const document = structuredClone(SHOP) as any;
  const app = document.taskDefinitions.task.containerDefinitions[0];
  app.image = `public.ecr.aws/docker/library/httpd:${tag}`;
  app.environment = [{ name: "LOG_LEVEL", value: "debug" }];
  document.services.web.desiredCount = 3;
  return document;
}

/** A design whose version 1 is applied in the sandbox, and a review of its version 2. */
async function reviewed(page: import("@playwright/test").Page): Promise<{ design: string; id: string }> {
  const design = await makeDesign(page, SHOP);
  await applied(page, design);
  await change(page, design, changed());
  await saveVersion(page.request, design);
  const { id } = await makeReview(page.request, design);
  return { design, id };
}

test("a review shows what changes, what comes of it, and the exact calls", async ({ page }) => {
  test.setTimeout(120_000);
  const { id } = await reviewed(page);
  await showReview(page, id);
  await expect(page.getByRole("heading", { level: 1, name: "Small shop v2 in sandbox" })).toBeVisible();
  await expect(page.locator(".review-head .facts")).toContainText("v1 \u2192 v2");
  await expect(page.locator(".review-standing")).toContainText("No approval needed");
  await expect(page.getByRole("heading", { name: "Changes since v1" })).toBeVisible();

  const task = page.getByRole("article", { name: "taskDefinitions.task" });
  const image = changeRow(page, /httpd:2\.4 .* public/);
  await expect(task.locator(".review-change")).toHaveCount(2);
  await expect(image.locator("dl > div")).toHaveText([/^Before.*httpd:2\.4$/, /^After.*httpd:2\.5$/]);
  await expect(page.locator(".change-group-head .tag", { hasText: "Restarts tasks" }).first()).toBeVisible();
  await expect(page.locator(".review-plan .steps > li").filter({ hasText: "ecs:UpdateService" })).toBeVisible();
  await expect(page.getByText("0 of 3 viewed")).toBeVisible();
  await image.getByRole("checkbox", { name: /^Viewed/ }).check();
  await expect(page.getByText("1 of 3 viewed")).toBeVisible();
  await page.reload();
  await expect(page.getByText("1 of 3 viewed")).toBeVisible();
  await accessible(page);

  // The buttons stay in view, however far down one reads.
  await page.mouse.wheel(0, 5000);
  for (const name of ["Approve", "Request changes", "Comment"] as const) await expect(act(page, name)).toBeInViewport();
  for (const width of [1440, 900, 390]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await sideways(page), `${width} wide`).toBe(0);
    for (const name of ["Approve", "Comment"] as const) await expect(act(page, name)).toBeInViewport();
  }
  await accessible(page);

  // From the review to the run.
  await page.getByRole("button", { name: "Apply v2 in sandbox" }).click();
  await ends(page, "Done");
});

test("comments are kept until they are sent together, and a suggestion becomes a version", async ({ page }) => {
  test.setTimeout(120_000);
  const { id, design } = await reviewed(page);
  await showReview(page, id);
  const form = await comment(page, /httpd:2\.4/, "Pin the patch release");
  await form.getByRole("button", { name: "Suggest a value" }).click();
  await form.getByLabel("Suggested value").fill("public.ecr.aws/docker/library/httpd:2.5.1");
  await expect(form.locator("dd")).toHaveText("public.ecr.aws/docker/library/httpd:2.5.1");
  await accessible(page);
  await form.getByRole("button", { name: "Add to the review" }).click();
  await expect(page.getByText("1 comment not sent yet")).toBeVisible();
  const other = await comment(page, /LOG_LEVEL/, "Half a thought");
  await expect(other).toBeVisible();

  // Neither the one nor the other is lost.
  await page.reload();
  await expect(page.getByText("2 comments not sent yet")).toBeVisible();
  await expect(changeRow(page, /LOG_LEVEL/).getByRole("textbox")).toHaveValue("Half a thought");
  expect((await review(page.request, id)).threads).toEqual([]);

  await act(page, "Comment").click();
  const dialog = finishDialog(page);
  await expect(dialog.getByText("2 comments are sent with it")).toBeVisible();
  await accessible(page);
  await dialog.getByLabel("What you say with it").fill("Two things");
  await dialog.getByRole("button", { name: "Send the comments" }).click();
  await expect(dialog).toBeHidden();
  await expect(act(page, "Comment")).toBeFocused();
  await expect(page.locator(".unsent")).toBeEmpty();
  await expect(changeRow(page, /httpd:2\.4/).locator(".thread")).toContainText("Pin the patch release");
  await expect(page.getByRole("region", { name: "Conversation" })).toContainText("Two things");
  await page.reload();
  await expect(page.locator(".draft-note")).toHaveCount(0);
  await accessible(page);

  await page.getByRole("button", { name: "Apply as a new version" }).click();
  await expect(page.locator(".suggestion")).toContainText("Applied as v3.");
  const { document } = await (await page.request.get(`/api/designs/${design}/versions/3`)).json();
  expect(document.taskDefinitions.task.containerDefinitions[0].image).toMatch(/httpd:2\.5\.1$/);
  await expect(page.getByText("v3 is newer. This review is about v2.")).toBeVisible();
  await page.getByRole("button", { name: "Review v3 instead" }).click();
  await expect(page.getByRole("region", { name: "What has changed" })).toContainText("It is about v3 now; it was about v2.");
  await expect(changeRow(page, /httpd:2\.5\.1/)).toBeVisible();

  // Answered and resolved.
  const thread = page.locator(".thread", { hasText: "Pin the patch release" });
  await thread.getByRole("button", { name: /^Reply/ }).click();
  await thread.getByRole("textbox").fill("Done");
  await thread.getByRole("button", { name: "Send the reply" }).click();
  await expect(thread.locator(".comments > li")).toHaveCount(2);
  await thread.getByRole("button", { name: /^Resolve/ }).click();
  await expect(thread.getByText("Resolved by Local owner: 2 comments")).toBeVisible();
  await page.getByRole("button", { name: "Expand all" }).click();
  await expect(thread.locator(".comments")).toBeVisible();
  await accessible(page);
});

test("a comment on what is gone is outdated, with what stood there", async ({ page }) => {
  test.setTimeout(120_000);
  const { id, design } = await reviewed(page);
  await say(page.request, id, "/taskDefinitions/task/containerDefinitions/0/environment/0/value", "Not in production");
  await say(page.request, id, IMAGE, "Which digest?");
  await change(page, design, SHOP as unknown as Members);
  await saveVersion(page.request, design);
  await post(page.request, `/api/reviews/${id}/refresh`, { version: 3 });
  await showReview(page, id);
  const outdated = page.getByRole("region", { name: "Outdated" });
  await expect(outdated).toContainText("Not in production");
  await expect(outdated.locator("dl")).toContainText("debug");
  const elsewhere = page.getByRole("region", { name: "Other places" });
  await expect(elsewhere).toContainText("Which digest?");
  await expect(elsewhere).toContainText("Since then the value has changed; it was public.ecr.aws/docker/library/httpd:2.5.");
  await accessible(page);
});

test("any place can be commented on by its path", async ({ page }) => {
  const design = await makeDesign(page, SHOP);
  await saveVersion(page.request, design);
  const { id } = await makeReview(page.request, design);
  await showReview(page, id);
  const places = page.getByRole("region", { name: "Other places" });
  await places.getByLabel("Comment on another place").fill("/services/web/nothing/there");
  await places.getByRole("button", { name: "Begin" }).click();
  await expect(places.getByText("There is no such place.", { exact: false })).toBeVisible();
  await places.getByLabel("Comment on another place").fill("/services/web/desiredCount");
  await places.getByRole("button", { name: "Begin" }).click();
  await expect(places.getByRole("textbox", { name: /^Comment on services/ })).toBeFocused();
  await page.keyboard.type("Two are too few");
  await places.getByRole("button", { name: "Comment now" }).click();
  await expect(page.locator(".thread")).toContainText("Two are too few");
  expect((await review(page.request, id)).threads[0].path).toBe("/services/web/desiredCount");
});

test("what others say appears while the page is open, and nothing typed is lost", async ({ page }) => {
  test.setTimeout(120_000);
  const { id } = await reviewed(page);
  await showReview(page, id);
  const form = await comment(page, /LOG_LEVEL/, "Still writing");
  await say(page.request, id, IMAGE, "Hello from elsewhere");
  await expect(changeRow(page, /httpd:2\.4/).locator(".thread")).toContainText("Hello from elsewhere", { timeout: 15_000 });
  await expect(form.getByRole("textbox")).toHaveValue("Still writing");
  await expect(form.getByRole("textbox")).toBeFocused();
});

test("a review that has moved keeps what was written, and says what has changed", async ({ page, complaints }) => {
  test.setTimeout(120_000);
  const { id, design } = await reviewed(page);
  await showReview(page, id);
  const form = await comment(page, /httpd:2\.4/, "Written about v2");
  await form.getByRole("button", { name: "Add to the review" }).click();
  await act(page, "Comment").click();
  await change(page, design, changed("2.6"));
  await saveVersion(page.request, design);
  await post(page.request, `/api/reviews/${id}/refresh`, { version: 3 });
  await finishDialog(page).getByRole("button", { name: "Send the comments" }).click();
  const moved = page.getByRole("region", { name: "What has changed" });
  await expect(moved).toContainText("Nothing was sent; your 1 comment is kept.");
  await expect(moved).toContainText("It is about v3 now; it was about v2.");
  await expect(moved).toContainText(/New: .*httpd:2\.6/);
  await expect(page.getByText("1 comment not sent yet")).toBeVisible();
  await accessible(page);
  await act(page, "Comment").click();
  await finishDialog(page).getByRole("button", { name: "Send the comments" }).click();
  await expect(changeRow(page, /httpd:2\.6/).locator(".thread")).toContainText("Written about v2");
  expect(complaints.splice(0).filter((complaint) => !/status of 409/.test(complaint))).toEqual([]);
});

test("a review that moves while it is looked at says so, and changes when asked to", async ({ page }) => {
  test.setTimeout(120_000);
  const { id, design } = await reviewed(page);
  await showReview(page, id);
  await change(page, design, changed("2.6"));
  await saveVersion(page.request, design);
  await post(page.request, `/api/reviews/${id}/refresh`, { version: 3 });
  const moved = page.getByRole("region", { name: "This review has moved while you looked at it" });
  await expect(moved).toBeVisible({ timeout: 15_000 });
  await expect(changeRow(page, /httpd:2\.5/)).toBeVisible();
  await moved.getByRole("button", { name: "Show it as it is now" }).click();
  await expect(changeRow(page, /httpd:2\.6/)).toBeVisible();
});

test("links are made, shown once, listed and revoked", async ({ page }) => {
  const design = await makeDesign(page, SHOP);
  await saveVersion(page.request, design);
  const { id } = await makeReview(page.request, design);
  await showReview(page, id);
  await page.getByRole("button", { name: /^Share/ }).click();
  const dialog = page.getByRole("dialog", { name: "Share this review" });
  await expect(dialog.getByText("None yet.")).toBeVisible();
  await dialog.getByRole("radio", { name: /^View/ }).check();
  await dialog.getByLabel("Opens for").selectOption("1 day");
  await dialog.getByLabel("For whom").fill("Auditors");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  await expect(dialog.getByLabel("The link. It is shown this once.")).toHaveValue(/\/open#.{20,}/);
  await expect(dialog.getByLabel("The link. It is shown this once.")).toBeFocused();
  await accessible(page);
  const row = dialog.getByRole("listitem").filter({ hasText: "Auditors" });
  await expect(row).toContainText("never opened");
  await row.getByRole("button", { name: "Revoke the link Auditors" }).click();
  await expect(row).toContainText("Revoked");
  await expect(row.getByRole("button")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Share/ })).toBeFocused();
  await page.getByRole("button", { name: /^Share/ }).click();
  await expect(dialog.getByLabel("The link. It is shown this once.")).toHaveCount(0);
});

test("the keyboard alone suffices", async ({ page }) => {
  test.setTimeout(120_000);
  const { id } = await reviewed(page);
  await showReview(page, id);
  await page.keyboard.press("n");
  await expect(page.locator("#change-1")).toBeFocused();
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await expect(page.locator("#change-3")).toBeFocused();
  await page.keyboard.press("p");
  await expect(page.locator("#change-2")).toBeFocused();
  await page.keyboard.press("v");
  await expect(page.getByText("1 of 3 viewed")).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.locator("#note-2")).toBeFocused();
  await page.keyboard.type("nvcape?");
  await expect(page.locator("#note-2")).toHaveValue("nvcape?");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("#comment-2")).toBeFocused();
  await page.keyboard.press("e");
  await expect(page.locator(".review-page details:not([open])")).toHaveCount(0);
  await page.keyboard.press("?");
  await expect(page.getByRole("checkbox", { name: "Single letters are keys on this page" })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("n");
  await expect(page.getByRole("checkbox", { name: "Single letters are keys on this page" })).toBeFocused();
});

test("a review is asked for from the history, and the list leads to it", async ({ page }) => {
  await page.goto("/reviews");
  await expect(page.getByText("No review yet.", { exact: false })).toBeVisible();
  await accessible(page);
  const design = await makeDesign(page, SHOP);
  await saveVersion(page.request, design);
  await page.goto(`/designs/${design}/history`);
  await expect(page.getByRole("cell", { name: "Local owner" })).toBeVisible();
  await page.getByRole("button", { name: "Ask for review of version 1" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask for review" });
  await expect(dialog.getByLabel("Environment")).toHaveValue("sandbox");
  await dialog.getByLabel("Title").fill("First steps");
  await accessible(page);
  await dialog.getByRole("button", { name: "Open the review" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "First steps" })).toBeVisible();
  await page.goto("/reviews");
  await accessible(page);
  await page.getByRole("link", { name: "First steps" }).click();
  await expect(page.getByText("all of it is new there", { exact: false })).toBeVisible();
});

const withAccount = test.extend<{ account: EmptyAccount }>({
  account: async ({}, use) => {
    const account = await EmptyAccount.start();
    await use(account);
    await account.stop();
  },
  variables: async ({ account }, use) => use(account.variables),
});

withAccount("one's own work can't be approved where that doesn't count", async ({ page, account }) => {
  await protect(page.request, "production", EmptyAccount.ID);
  const design = await makeDesign(page, SHOP);
  await page.goto(`/designs/${design}`);
  await plan(page);
  await page.getByRole("combobox", { name: /^Environment/ }).selectOption({ value: "production" });
  await expect(page.locator("#why-not")).toContainText("Ask for a review");
  await page.getByRole("button", { name: "Ask for review" }).click();
  await expect(page).toHaveURL(/\/reviews\//);
  await expect(page.locator(".review-standing")).toContainText("Waits for approval");
  await expect(act(page, "Approve")).toHaveAttribute("aria-disabled", "true");
  await expect(page.locator("#why-not-decide")).toContainText("own work");
  await act(page, "Approve").click({ force: true });
  await expect(finishDialog(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Apply v1 in production" })).toHaveAttribute("aria-disabled", "true");
  await accessible(page);

  // Nor does the server take it.
  const id = page.url().split("/").pop() ?? "";
  const { plan: { plan: { fingerprint } } } = await review(page.request, id);
  const data = { decision: "approve", planFingerprint: fingerprint };
  const refused = await page.request.post(`/api/reviews/${id}/submissions`, { data });
  expect([403, 409, 422]).toContain(refused.status());
  expect(account.changes).toEqual([]);

  // The plan leads to the review from now on.
  await page.goto(`/designs/${design}/plan?environment=production&version=1`);
  await expect(page.getByRole("link", { name: "Open the review" })).toHaveAttribute("href", `/reviews/${id}`);
});

withAccount("what is approved may be applied, and an approval is taken back", async ({ page }) => {
  await page.goto("/environments");
  await page.getByRole("button", { name: /^New environment/ }).click();
  const form = page.getByRole("dialog", { name: "Environment" });
  await form.getByLabel("Name").fill("production");
  await form.getByLabel("Kind").selectOption("Protected");
  await form.getByLabel("AWS account").fill(EmptyAccount.ID);
  await form.getByLabel("Region").fill("eu-central-1");
  await expect(form.getByLabel("Approvals", { exact: true })).toHaveValue("1");
  await form.getByLabel("Authors' own approvals don't count").uncheck();
  await form.getByLabel("Approvals where only images change").fill("none");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("is no number of people", { exact: false })).toBeVisible();
  await accessible(page);
  await form.getByLabel("Approvals where only images change").fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();

  const design = await makeDesign(page, SHOP);
  await saveVersion(page.request, design);
  const { id } = await makeReview(page.request, design, "production");
  await showReview(page, id);
  await act(page, "Approve").click();
  await finishDialog(page).getByLabel("What you say with it").fill("Good to go");
  await finishDialog(page).getByRole("button", { name: "Approve" }).click();
  await expect(page.locator(".review-standing")).toContainText("Approved");
  const decisions = page.getByRole("region", { name: "Decisions" });
  await expect(decisions).toContainText("Good to go");
  const applyIt = page.getByRole("button", { name: "Apply v1 in production" });
  await expect(applyIt).toHaveAttribute("aria-disabled", "false");
  await accessible(page);

  await decisions.getByRole("button", { name: "Take back: Approved v1" }).click();
  await expect(page.locator(".review-standing")).toContainText("Waits for approval");
  await expect(decisions).toContainText("Taken back");
  await expect(applyIt).toHaveAttribute("aria-disabled", "true");
  await act(page, "Request changes").click();
  await finishDialog(page).getByRole("button", { name: "Request changes" }).click();
  await expect(page.locator(".review-standing")).toContainText("Changes requested");
  await accessible(page);
});
