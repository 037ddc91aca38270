// Reviews by several people, and by readers of a link.
import type { Page } from "@playwright/test";

import { EmptyAccount } from "../support/account.ts";
import { SHOP, makeDesign } from "../support/operate.ts";
import { act, changeRow, finishDialog, makeReview, post, protect, review, saveVersion, showReview } from "../support/review.ts";
import { everywhere, refusalsAreFine, test as team } from "../support/team.ts";
import { accessible, expect } from "../support/test.ts";

const test = team.extend<{ account: EmptyAccount }>({
  account: async ({}, use) => {
    const account = await EmptyAccount.start();
    await use(account);
    await account.stop();
  },
  variables: async ({ account }, use) => use(account.variables),
});

/** A review that this person opens, of a design that they made. */
async function opened(page: Page, environment: string): Promise<string> {
  const design = await makeDesign(page, SHOP);
  await saveVersion(page.request, design);
  return (await makeReview(page.request, design, environment)).id;
}

test("who has a link reads and comments without an account", async ({ team, complaints }) => {
  const owner = await team.owner();
  const id = await opened(owner, "sandbox");
  const { address, link } = await post(owner.request, `/api/reviews/${id}/links`, { scope: "approve", title: "Auditors" });
  const guest = await team.stranger();
  await guest.goto(address);
  await expect(guest).toHaveURL(new RegExp(`/reviews/${id}$`));
  await expect(changeRow(guest, /service web/)).toBeVisible();
  for (const name of ["Look at AWS again", "Share\u2026", "Apply v1 in sandbox", "Approve", "Request changes"]) {
    await expect(guest.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await expect(guest.getByRole("link", { name: "Open in the editor" })).toHaveCount(0);
  await expect(guest.getByRole("navigation", { name: "Pages above" })).toHaveCount(0);
  const signIn = guest.getByRole("link", { name: "Sign in to approve" });
  await expect(signIn).toHaveAttribute("href", `/sign-in?then=/reviews/${id}`);
  await accessible(guest);

  const row = changeRow(guest, /service web/);
  await row.getByRole("button", { name: /^Comment on / }).click();
  await row.getByLabel("Your name, for the others").fill("Gil");
  await row.getByRole("textbox", { name: /^Comment on / }).fill("Who watches it?");
  await row.getByRole("button", { name: "Comment now" }).click();
  await expect(row.locator(".thread")).toContainText("Gil");
  await guest.reload();
  await row.getByRole("button", { name: /^Comment on / }).click();
  await expect(row.getByLabel("Your name, for the others")).toHaveValue("Gil");
  await accessible(guest);

  await showReview(owner, id);
  await expect(changeRow(owner, /service web/).locator(".thread")).toContainText("guest, by a link");
  expect((await owner.request.delete(`/api/links/${link.id}`)).ok()).toBe(true);
  await guest.reload();
  await expect(changeRow(guest, /service web/)).toHaveCount(0);
  refusalsAreFine(complaints);
});

test("another one approves, and the run says who", async ({ team, complaints }) => {
  test.setTimeout(120_000);
  const owner = await team.owner();
  await protect(owner.request, "production", EmptyAccount.ID);
  const ed = await team.person("Ed", everywhere("editor"), everywhere("applier"));
  const ana = await team.person("Ana", everywhere("approver"));
  const id = await opened(ed, "production");
  await showReview(ed, id);
  await expect(act(ed, "Approve")).toHaveAttribute("aria-disabled", "true");
  await ana.goto("/reviews");
  await ana.getByRole("region", { name: "You may approve these" }).getByRole("link").click();
  await act(ana, "Approve").click();
  await accessible(ana);
  await finishDialog(ana).getByRole("button", { name: "Approve", exact: true }).click();
  await expect(ana.locator(".review-standing")).toContainText("Approved");

  await expect(ed.locator(".review-standing")).toContainText("by Ana", { timeout: 15_000 });
  await expect(ed.locator("[aria-live=polite]").filter({ hasText: "Ana approved v1" })).toHaveCount(1);
  await ed.getByRole("button", { name: "Apply v1 in production" }).click();
  await expect(ed).toHaveURL(/\/applies\//);
  await expect(ed.locator(".facts")).toContainText("Started by Ed");
  await expect(ed.locator(".facts")).toContainText("Approved by Ana");
  await accessible(ed);
  refusalsAreFine(complaints);
});

test("two owners break the glass, and everybody sees it", async ({ team, complaints }) => {
  test.setTimeout(120_000);
  const olga = await team.owner();
  await protect(olga.request, "production", EmptyAccount.ID, { approvals: 2 });
  const ben = await team.person("Ben", everywhere("owner"));
  const id = await opened(olga, "production");
  for (const [page, reason] of [[olga, "The shop is down"], [ben, "Confirmed by phone"]] as const) {
    await showReview(page, id);
    await page.getByRole("button", { name: /^Break the glass/ }).click();
    const dialog = page.getByRole("dialog", { name: "Break the glass" });
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Break the glass" }).click();
    await expect(dialog.getByText("Type production to confirm.")).toBeVisible();
    await accessible(page);
    await dialog.getByLabel("Type production to confirm").fill("production");
    await dialog.getByRole("button", { name: "Break the glass" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.locator(".glass")).toContainText("broke the glass");
    await expect(page.locator(".glass")).toContainText(reason);
    await accessible(page);
  }
  await expect(ben.locator(".glass")).toContainText("Olga and Ben broke the glass");
  await ben.getByRole("button", { name: "Apply v1 in production" }).click();
  await expect(ben).toHaveURL(/\/applies\//);
  await expect(ben.locator(".glass")).toContainText("Applied without approval: Olga and Ben broke the glass");
  await expect(ben.locator(".glass")).toContainText("The shop is down");
  await accessible(ben);
  expect((await review(olga.request, id)).standing.approved.breakGlass).toBe(true);
  refusalsAreFine(complaints);
});
