// The way to the first screen, and what happens when it can't be reached.
import { accessible, expect, test } from "../support/test.ts";

test("the first address leads to something to work on", async ({ page }) => {
  const begun = Date.now();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  console.log(`start to first heading: ${Date.now() - begun} ms`);
  await expect(page.getByText("Loading…")).toHaveCount(0);
  await expect(page).toHaveTitle(/Bayplan/);
  await accessible(page);
});

test("a page that can't start says so", async ({ page, complaints }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("status")).toContainText("Bayplan can't start in this browser");
  expect(complaints.length).toBeGreaterThan(0);
  complaints.length = 0;
});

test("what the content security policy forbids is noticed", async ({ page, complaints }) => {
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
  await page.evaluate(() => document.body.setAttribute("style", "color: red"));
  await expect.poll(() => complaints.join()).toContain("Content Security Policy");
  complaints.length = 0;
});
