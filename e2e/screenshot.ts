// The sample with too little memory: two errors, each with a fix.
import { join } from "node:path";

import { field, problems, saved } from "./support/editor.ts";
import { expect, test } from "./support/test.ts";

test("screenshot", async ({ page }) => {
  await page.goto("/");
  await field(page, "Task memory").fill("512");
  await field(page, "Task memory").press("Tab");
  await expect(problems(page).getByRole("button", { name: /^error/ })).toHaveCount(2);
  await saved(page);
  await page.getByRole("main").evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: join(import.meta.dirname, "screenshots/editor.png") });
});
