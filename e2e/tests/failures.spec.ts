// Each way in which the sandbox fails, told by a word in the image's tag: its cause in words, and the way back.
import { QUICK, accessible, expect, test } from "../support/test.ts";
import { applied, apply, applyButton, calls, change, ends, makeDesign, plan, planned, sample, state } from "../support/operate.ts";

test.describe.configure({ timeout: 180_000 });

const FAILURES = [
  { word: "crash", summary: "Container app ended with exit code 1.", next: "Its last log lines tell why", logged: "could not read the configuration" },
  { word: "oom", summary: "Container app was killed with exit code 137: it used more memory than it may.", next: "Raise the container's memory" },
  { word: "nopull", summary: "The image of container app can't be pulled.", next: "Check that the image and its tag exist" },
  { word: "unhealthy", summary: "did not pass its health checks", next: "Check the health check's path" },
  // ECS would try for ever: the run's own deadline ends it.
  { word: "nocapacity", summary: "ECS found no place for a task.", next: "Give the service capacity" },
];

test.describe(() => {
  test.use({ variables: QUICK });

  for (const { word, summary, next, logged } of FAILURES) {
    test(`${word}: the cause in words, and back to what ran before`, async ({ page }) => {
      const id = await makeDesign(page, await sample(page, "1.0"));
      await applied(page, id);
      await change(page, id, await sample(page, `1.1-${word}`));
      await page.goto(`/designs/${id}`);
      await plan(page);
      await apply(page);
      await ends(page, "Failed");

      const banner = page.getByRole("region", { name: "Why it failed" });
      await expect(banner).toContainText(/^Step 2 failed: ecs:UpdateService for services\.web\./);
      const step = calls(page).filter({ hasText: "ecs:UpdateService" });
      await expect(step).toContainText("Failed");
      await expect(step).toContainText(summary);
      await expect(step).toContainText(next);
      if (logged) await expect(step.getByRole("group", { name: "Log lines" })).toContainText(logged);
      await banner.getByRole("link", { name: "Why, and what to do next" }).click();
      await expect(step).toBeInViewport();
      await accessible(page);

      await page.getByRole("link", { name: "Roll back to v1" }).click();
      await planned(page);
      await expect(page.getByRole("heading", { name: "Takes back, from version 2 to version 1" })).toBeVisible();
      await expect(page.getByRole("article")).toContainText(`1.1-${word}`);
      await apply(page);
      await ends(page, "Rolled back");
      await expect(banner).toBeHidden();
    });
  }
});

test("stall: shown as going on, with what is pending, until it is cancelled", async ({ page }) => {
  const id = await makeDesign(page, await sample(page, "1.0"));
  await applied(page, id);
  await change(page, id, await sample(page, "1.1-stall"));
  await page.goto(`/designs/${id}`);
  await plan(page);
  await apply(page);
  const service = page.getByRole("region", { name: "Service services.web" });
  await expect(service.locator(".numbers > div").filter({ hasText: "Pending" })).toHaveText(/2$/, { timeout: 30_000 });
  await expect(service).toContainText("In progress");
  await expect(calls(page).filter({ hasText: "ecs:UpdateService" })).toContainText("Waiting");
  await expect(state(page)).toHaveText("Running");
  await accessible(page);

  await page.getByRole("button", { name: "Cancel" }).click();
  await ends(page, "Cancelled");
  await page.getByRole("link", { name: "Roll back to v1" }).click();
  await planned(page);
  await expect(applyButton(page)).toHaveText("Roll back to v1 in sandbox");
  await apply(page);
  await ends(page, "Rolled back");
});
