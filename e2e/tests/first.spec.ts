// The first visit: no account, no configuration, something to look at.
import { field, json, problems } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

const family = "shop-web";

test("a newcomer lands in the sample", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "web" })).toBeVisible();
  await expect(page).toHaveURL(/\/designs\/[0-9a-f]+$/);
  await expect(page).toHaveTitle("shop · Bayplan");
  await expect(page.getByRole("main")).toHaveCount(1);
  await expect(field(page, "Family")).toHaveValue(family);
  await expect(json(page)).toContainText(`"family": "${family}"`);
  await expect(problems(page).getByRole("listitem").first()).toContainText("advice");
  await expect(problems(page).getByRole("button", { name: /^error/ })).toHaveCount(0);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

test("a second visit makes no second sample", async ({ page }) => {
  await page.goto("/");
  await expect(field(page, "Family")).toBeVisible();
  await page.goto("/");
  await expect(field(page, "Family")).toBeVisible();
  await page.getByRole("link", { name: "Designs" }).click();
  await expect(page.getByRole("rowheader", { name: "shop" })).toHaveCount(1);
});

for (const width of [1440, 900]) {
  test(`form, JSON and problems side by side at ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/");
    await expect(field(page, "Family")).toBeInViewport();
    if (width < 1000 && !(await json(page).isVisible())) {
      await page.getByRole("button", { name: "JSON", exact: true }).click();
    }
    await expect(json(page)).toBeInViewport();
    await expect(await sideways(page)).toBe(0);
  });
}

test("one pane at a time on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  const tabs = page.getByRole("group", { name: "What is shown", exact: true });
  const tab = (name: string | RegExp) => tabs.getByRole("button", { name });
  await expect(field(page, "Family")).toBeVisible();
  await expect(json(page)).toBeHidden();
  await expect(problems(page)).toBeHidden();
  expect(await sideways(page)).toBe(0);

  await tab("JSON").click();
  await expect(tab("JSON")).toHaveAttribute("aria-pressed", "true");
  await expect(json(page)).toContainText(`"family": "${family}"`);
  await expect(field(page, "Family")).toBeHidden();
  expect(await sideways(page)).toBe(0);

  await tab(/^Problems/).click();
  await expect(problems(page).getByRole("listitem").first()).toBeVisible();
  await expect(json(page)).toBeHidden();
  expect(await sideways(page)).toBe(0);

  await problems(page).getByRole("button", { name: /Read-only root file system/ }).first().click();
  await expect(tab("Form")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("radiogroup", { name: "Read-only root file system" })).toBeInViewport();
});

/** How far the page can be scrolled sideways. */
function sideways(page: import("@playwright/test").Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
