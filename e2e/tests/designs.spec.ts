// Finding designs again, and losing none.
import type { Locator, Page } from "@playwright/test";

import { DESIGN, TASK, field, openJson, redo, saved, select, undo } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

const row = (page: Page, name: string): Locator =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });

/** The rows of the list, without its head. */
const rows = (page: Page): Locator => page.getByRole("rowheader");

/** What the browser says where no server answers, or where one says that somebody else saved. */
function expected(complaints: string[], kind: RegExp): void {
  const others = complaints.splice(0).filter((complaint) => !kind.test(complaint));
  expect(others).toEqual([]);
}

test("list, open, rename, duplicate and delete", async ({ page }) => {
  await openJson(page, DESIGN);
  await saved(page);
  await page.getByRole("link", { name: "Designs" }).click();
  await expect(page).toHaveTitle("Designs · Bayplan");
  await expect(rows(page)).toHaveText(["Order handling", "shop"]);

  await row(page, "Order handling").getByRole("button", { name: "Rename" }).click();
  await expect(page.getByLabel("New name")).toBeFocused();
  await page.keyboard.type("Orders");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveText(["Orders", "shop"]);

  await row(page, "shop").getByRole("button", { name: "Rename" }).click();
  await page.keyboard.type("never mind");
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveText(["Orders", "shop"]);

  await row(page, "Orders").getByRole("button", { name: "Duplicate" }).click();
  await expect(rows(page)).toHaveCount(3);
  const copy = (await rows(page).allTextContents()).find((name) => name !== "Orders" && name !== "shop") ?? "";
  expect(copy).toContain("Orders");

  await row(page, copy).getByRole("link", { name: copy }).click();
  await expect(page.getByRole("textbox", { name: "Name of the design" })).toHaveValue(copy);
  await expect(field(page, "Family")).toHaveValue(TASK.family);
  await field(page, "Family").fill("of-the-copy");
  await saved(page);
  await page.getByRole("link", { name: "Designs" }).click();

  await row(page, "Orders").getByRole("link").click();
  await expect(field(page, "Family")).toHaveValue(TASK.family);
  await page.goBack();

  await row(page, copy).getByRole("button", { name: "Delete" }).click();
  await row(page, copy).getByRole("button", { name: "Keep" }).click();
  await expect(rows(page)).toHaveCount(3);
  await row(page, copy).getByRole("button", { name: "Delete" }).click();
  await row(page, copy).getByRole("button", { name: "Delete" }).click();
  await expect(row(page, copy)).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);

  for (const name of ["Orders", "shop"]) {
    await row(page, name).getByRole("button", { name: "Delete" }).click();
    await row(page, name).getByRole("button", { name: "Delete" }).click();
    await expect(row(page, name)).toHaveCount(0);
  }
  await expect(page.getByRole("heading", { name: "No designs yet" })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "No designs yet" })).toBeVisible();
});

test("a design of one's own, and another from the sample", async ({ page }) => {
  await page.goto("/designs");
  await page.getByRole("button", { name: "New design" }).click();
  await expect(page.getByRole("heading", { name: "This design is empty" })).toBeVisible();
  await page.getByRole("button", { name: "Add a task definition" }).click();
  await expect(field(page, "Family")).toHaveValue("app");
  await saved(page);
  await page.getByRole("link", { name: "Designs" }).click();
  await page.getByRole("button", { name: "New from sample" }).click();
  await expect(field(page, "Family")).toHaveValue("shop-web");
  await page.getByRole("link", { name: "Designs" }).click();
  await expect(rows(page)).toHaveText(["shop", "New design", "shop"]);
});

test("designs are still there when the machine lost power", async ({ page, server }) => {
  await openJson(page, DESIGN);
  await field(page, "Family").fill("orders-edited");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await saved(page);
  await server.crashAndRestart();
  await page.goto(`${server.address}/`);
  await expect(field(page, "Family")).toHaveValue("orders-edited");
  await page.goto(`${server.address}/designs`);
  await expect(rows(page)).toHaveText(["Order handling", "shop"]);
});

test("what is edited while the server is down is saved when it is back", async ({ page, server, complaints }) => {
  await openJson(page, DESIGN);
  await saved(page);
  await server.crash();
  await field(page, "Family").fill("edited-offline");
  await expect(page.getByText(/^Not saved: /)).toBeVisible();
  await field(page, "Task CPU").fill("512");
  await undo(page).click();
  await redo(page).click();
  await server.restart();
  await saved(page);
  await page.reload();
  await expect(field(page, "Family")).toHaveValue("edited-offline");
  await expect(field(page, "Task CPU")).toHaveValue("512");
  expected(complaints, /ERR_CONNECTION_REFUSED/);
});

test("what is edited while the server is down outlives the page", async ({ page, server, complaints }) => {
  await openJson(page, DESIGN);
  await saved(page);
  const address = page.url();
  await server.crash();
  await field(page, "Family").fill("edited-offline");
  await page.goto("about:blank");
  await server.restart();
  await page.goto(address);
  await expect(field(page, "Family")).toHaveValue("edited-offline");
  await saved(page);
  // The server has it now, for other browsers too.
  const design = await (await page.request.get(address.replace("/designs/", "/api/designs/"))).text();
  expect(design).toContain("edited-offline");
  expected(complaints, /ERR_CONNECTION_REFUSED/);
});

test("edits made while a slow save is on its way are saved after it", async ({ page }) => {
  await openJson(page, DESIGN);
  await saved(page);
  await page.route("**/api/designs/*", async (route) => {
    if (route.request().method() === "PUT") await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await field(page, "Family").fill("first");
  await expect(page.getByText("Saving")).toBeVisible();
  await field(page, "Family").fill("second");
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await saved(page);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.reload();
  await expect(field(page, "Family")).toHaveValue("second");
});

test("two people at one design lose nothing", async ({ page, browser, complaints }) => {
  await openJson(page, DESIGN);
  await saved(page);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await field(other, "Family").fill("theirs");
  await saved(other);

  await field(page, "Family").fill("mine");
  const question = page.getByRole("alertdialog", { name: "Saved elsewhere" });
  await expect(question).toContainText("Nothing was overwritten");
  await field(page, "Task CPU").fill("1024");
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Save my edits as a new design" }).click();
  await expect(page.getByRole("textbox", { name: "Name of the design" })).toHaveValue("Order handling (my edits)");
  await expect(field(page, "Family")).toHaveValue("mine");
  await expect(field(page, "Task CPU")).toHaveValue("1024");
  await other.reload();
  await expect(field(other, "Family")).toHaveValue("theirs");
  await elsewhere.close();
  expected(complaints, /status of 409/);
});

test("two tabs at one design lose nothing", async ({ page, context, complaints }) => {
  await openJson(page, DESIGN);
  await saved(page);
  const address = page.url();
  const other = await context.newPage();
  await other.goto(address);
  await field(other, "Family").fill("other-tab");
  await saved(other);

  await page.bringToFront();
  await field(page, "Family").fill("this-tab");
  const question = page.getByRole("alertdialog", { name: "Saved elsewhere" });
  await expect(question).toBeVisible();
  await page.reload();
  await expect(field(page, "Family")).toHaveValue("this-tab");
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Drop my edits and open the saved one" }).click();
  await expect(field(page, "Family")).toHaveValue("other-tab");
  await expect(question).toBeHidden();
  await page.reload();
  await expect(field(page, "Family")).toHaveValue("other-tab");
  await select(page, "api");
  expected(complaints, /status of 409/);
});
