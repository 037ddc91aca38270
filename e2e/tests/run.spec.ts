// A run: live, the same everywhere, through a crash, and the way back.
import { expect, accessible, test } from "../support/test.ts";
import { field, saved, select } from "../support/editor.ts";
import { SHOP, apply, calls, ends, makeDesign, plan, planned, state } from "../support/operate.ts";

test("apply in the sandbox, look at it again elsewhere, change it, and roll back", async ({ page, browser }) => {
  test.setTimeout(180_000);
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await apply(page);
  const run = page.url();
  await expect(page.getByText("Simulated: the sandbox stands for an AWS account.")).toBeVisible();
  await ends(page, "Done");
  const count = await calls(page).count();
  await expect(calls(page).filter({ hasText: "Done" })).toHaveCount(count);
  const service = page.getByRole("region", { name: "Service services.web" });
  await expect(service).toContainText("Steady");
  await expect(page.getByRole("log")).toContainText("Done: AWS is as the plan says");
  await accessible(page);

  const lines = await page.getByRole("log").innerText();
  await page.reload();
  await expect(page.getByRole("log")).toHaveText(lines, { useInnerText: true });
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(run);
  await ends(other, "Done");
  await expect(other.getByRole("log")).toContainText("Done: AWS is as the plan says");
  await elsewhere.close();

  // Nothing is left to do.
  await page.goto(`/designs/${id}`);
  await plan(page);
  await expect(page.locator(".plan-sentence")).toHaveText("Nothing to do: AWS is as this version says.");
  await expect(page.locator("#why-not")).toHaveText("There is nothing to do.");
  await accessible(page);

  await page.goto(`/designs/${id}`);
  await select(page, "task");
  await field(page, "Task memory").fill("1024");
  await field(page, "Task memory").press("Tab");
  await saved(page);
  await plan(page);
  await expect(page.getByRole("heading", { name: "Changes since version 1" })).toBeVisible();
  await expect(page.getByRole("article")).toContainText("1024");
  await apply(page);
  await ends(page, "Done");

  await page.getByRole("link", { name: "Roll back to v1" }).click();
  await planned(page);
  await expect(page.getByRole("heading", { level: 1, name: "Rollback to version 1" })).toBeVisible();
  await accessible(page);
  await apply(page);
  await ends(page, "Rolled back");
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("link", { name: "Rollback to v1 in sandbox" })).toBeVisible();
  await expect(page.getByRole("link", { name: "v2 in sandbox" })).toBeVisible();
});

test("the server dies under a run, and goes on with it", async ({ page, server, complaints }) => {
  test.setTimeout(120_000);
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await apply(page);
  await expect(calls(page).first()).not.toContainText("Pending");
  await server.crash();
  await expect(page.getByText("Connection lost; the run goes on on the server.")).toBeVisible();
  await server.restart();
  await expect(page.getByText("Connection lost")).toBeHidden({ timeout: 30_000 });
  await ends(page, "Done");
  expect(complaints.splice(0).filter((complaint) => !/ERR_(CONNECTION|INCOMPLETE)/.test(complaint))).toEqual([]);
});

test("a run is cancelled between calls", async ({ page }) => {
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await apply(page);
  const cancel = page.getByRole("button", { name: "Cancel" });
  await cancel.click();
  await expect(state(page)).toHaveText(/^(Cancelled|Done)$/, { timeout: 45_000 });
  await expect(cancel).toBeHidden();
  await accessible(page);
});
