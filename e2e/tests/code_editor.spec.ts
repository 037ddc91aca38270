// The JSON editor in the page: its keys, its panels, and that none of it needs what the content security policy forbids
// (the page fixture fails on each violation).
import type { Page } from "@playwright/test";

import { accessible, expect, test } from "../support/test.ts";

async function openEditor(page: Page) {
  await page.goto("/");
  const json = page.getByRole("textbox", { name: "JSON" });
  await expect(json).toContainText('"family": "shop-web"');
  await json.click();
  return json;
}

/** Puts the cursor behind the family, which stands on the second line. */
async function goToFamily(page: Page) {
  for (const key of ["Control+Home", "ArrowDown", "End", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
}

test("form and JSON follow each other, and undo is the page's", async ({ page }) => {
  const json = await openEditor(page);
  const family = page.getByRole("textbox", { name: "Family" });
  await goToFamily(page);
  await page.keyboard.type("-2");
  await expect(family).toHaveValue("shop-web-2");
  await page.keyboard.press("Control+z");
  await expect(family).toHaveValue("shop-web");
  await expect(json).toContainText('"family": "shop-web"');

  await family.fill("shop-api");
  await expect(json).toContainText('"family": "shop-api"');

  // What is typed over a selection.
  await json.click();
  await goToFamily(page);
  for (let typed = 0; typed < 3; typed++) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.type("web");
  await expect(family).toHaveValue("shop-web");
});

test("text that can't be read is kept, and the form keeps its last state", async ({ page }) => {
  const json = await openEditor(page);
  await goToFamily(page);
  await page.keyboard.press("Delete");
  await expect(page.getByText("The form keeps the last text that could be read.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Family" })).toHaveValue("shop-web");
  await page.keyboard.type('"');
  await expect(page.getByText("The form keeps the last text that could be read.")).toBeHidden();
  await expect(json).toContainText('"family": "shop-web"');
});

test("search, messages and folds", async ({ page }) => {
  const json = await openEditor(page);
  await page.locator(".cm-lint-marker").first().hover();
  await expect(page.locator(".cm-tooltip")).toBeVisible();
  await page.mouse.move(10, 10);

  await json.click();
  await page.keyboard.press("Control+f");
  const find = page.getByRole("textbox", { name: "Find" });
  await expect(find).toBeFocused();
  await find.pressSequentially("networkMode");
  await page.keyboard.press("Enter");
  await expect(page.locator(".cm-searchMatch-selected")).toHaveText("networkMode");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(find).toBeHidden();

  await page.locator(".cm-foldGutter").getByTitle("Fold line", { exact: true }).first().click();
  await expect(page.locator(".cm-foldPlaceholder")).toBeVisible();
});

test("the keyboard gets out again", async ({ page }) => {
  const json = await openEditor(page);
  await expect(json).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(json).not.toBeFocused();
});
