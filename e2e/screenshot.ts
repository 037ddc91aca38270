// The pictures of the README.
import { join } from "node:path";

import { field, problems, saved } from "./support/editor.ts";
import { SHOP, apply, applied, change, ends, makeDesign, plan, sample } from "./support/operate.ts";
import { makeReview, post, saveVersion, say, showReview } from "./support/review.ts";
import { everywhere, test as teamTest } from "./support/team.ts";
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

teamTest.use({ variables: QUICK });

teamTest("a review of what changes, with a comment", async ({ team }) => {
  const edith = await team.person("Edith", everywhere("editor"), everywhere("applier"));
  const { id: design } = await post(edith.request, "/api/designs", SHOP as any);
  await applied(edith, design);
  const later = structuredClone(SHOP) as any;
  const task = later.taskDefinitions.task;
  task.containerDefinitions[0].image = task.containerDefinitions[0].image.replace(/:.*/, ":2.5");
  task.memory = "1024";
  later.services.web.desiredCount = 6;
  await change(edith, design, later);
  await saveVersion(edith.request, design);
  const { id } = await makeReview(edith.request, design, "sandbox", "Friday sale");
  await say(edith.request, id, "/services/web/desiredCount", "Six should do for Friday; see the load test.");
  const ana = await team.person("Ana", everywhere("approver"));
  await showReview(ana, id);
  await ana.mouse.move(0, 0);
  await ana.screenshot({ path: picture("review") });
});
