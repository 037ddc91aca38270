// The pictures of the README.
import { join } from "node:path";

import { field, problems, saved } from "./support/editor.ts";
import { apply, applied, change, ends, makeDesign, plan, sample } from "./support/operate.ts";
import { QUICK, expect, test } from "./support/test.ts";

test.use({ variables: QUICK });

const picture = (name: string) => join(import.meta.dirname, `screenshots/${name}.png`);

test("the sample with too little memory: two errors, each with a fix", async ({ page }) => {
  await page.goto("/");
  await field(page, "Task memory").fill("512");
  await field(page, "Task memory").press("Tab");
  await expect(problems(page).getByRole("button", { name: /^error/ })).toHaveCount(2);
  await saved(page);
  await page.getByRole("main").evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: picture("editor") });
});

test("a run that failed, with its cause", async ({ page }) => {
  const id = await makeDesign(page, await sample(page, "1.0"));
  await applied(page, id);
  await change(page, id, await sample(page, "1.1-crash"));
  await page.goto(`/designs/${id}`);
  await plan(page);
  await apply(page);
  await ends(page, "Failed");
  await expect(page.getByRole("link", { name: "Roll back to v1" })).toBeVisible();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: picture("run") });
});
