// A server that only its own machine reaches: one owner, and nothing of accounts.
import { sideways } from "../support/operate.ts";
import { accessible, expect, test } from "../support/test.ts";

test("the menu offers what there is without accounts", async ({ page }) => {
  await page.goto("/designs");
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  const menu = page.getByRole("navigation", { name: "Menu" });
  await expect(menu.getByRole("link")).toHaveText(["Reviews", "Hooks", "Audit"]);
  await expect(menu.getByRole("button")).toHaveCount(0);
  await accessible(page);
  await menu.getByRole("link", { name: "Audit" }).click();
  await expect(page.getByRole("heading", { name: "Audit" })).toBeVisible();
});

test("pages about accounts say that there are none", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/people", "/tokens", "/account"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There are no accounts here" })).toBeVisible();
    expect(await sideways(page), path).toBe(0);
    await accessible(page);
  }
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: "Nobody signs in here" })).toBeVisible();
  await accessible(page);
});
