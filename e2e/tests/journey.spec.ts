// From the first visit to a design that is applied, and back again.
import { type Locator, type Page } from "@playwright/test";

import { accessible, expect, QUICK, test } from "../support/test.ts";
import { field, saved } from "../support/editor.ts";
import { applied, apply, applyButton, change, ends, makeDesign, plan, planned, sample, sideways } from "../support/operate.ts";

const CLICKS = 8;

test("the sample is applied in the sandbox in a few clicks", async ({ page }) => {
  let clicks = 0;
  await page.exposeFunction("countClick", () => (clicks += 1));
  await page.addInitScript(() => {
    const count = (window as unknown as { countClick(): void }).countClick;
    addEventListener("click", (event) => event.isTrusted && count(), true);
  });
  await page.goto("/");
  await plan(page);
  await apply(page);
  await ends(page, "Done");
  console.log(`from the sample to applied: ${clicks} clicks`);
  expect(clicks).toBeGreaterThan(0);
  expect(clicks).toBeLessThanOrEqual(CLICKS);
});

/** Goes on with Tab until `target` has the focus; what has it is never hidden under something else. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    if (!(await target.evaluate((element) => element === document.activeElement))) continue;
    const seen = await target.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return top !== null && (element.contains(top) || top.contains(element));
    });
    expect(seen, "the focused element can be seen").toBe(true);
    return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

test("the whole way by keyboard alone", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await expect(field(page, "Family")).toBeVisible();
  await saved(page);
  await page.keyboard.press("Control+Enter");
  await planned(page);
  await tabTo(page, page.locator(".step > summary").first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^Input of/ })).toBeVisible();
  await page.goBack();
  await expect(field(page, "Family")).toBeVisible();
  await page.goForward();
  await planned(page);
  await tabTo(page, applyButton(page));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/applies\//);
  await ends(page, "Done");

  await tabTo(page, page.getByRole("link", { name: "shop", exact: true }).last());
  await page.keyboard.press("Enter");
  await tabTo(page, field(page, "Task memory"));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("2048");
  await page.keyboard.press("Tab");
  await saved(page);
  await tabTo(page, page.getByRole("button", { name: "Plan", exact: true }));
  await page.keyboard.press("Enter");
  await planned(page);
  await tabTo(page, page.locator(".step > summary").last());
  await tabTo(page, page.getByText(/^Not touched/));
  await page.goBack();
  await page.goForward();
  await planned(page);
  await tabTo(page, applyButton(page));
  await page.keyboard.press(" ");
  await ends(page, "Done");
  await tabTo(page, page.getByRole("link", { name: "Roll back to v1" }));
  await page.keyboard.press("Enter");
  await planned(page);
  await tabTo(page, applyButton(page));
  await page.keyboard.press("Enter");
  await ends(page, "Rolled back");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, variables: QUICK });

  test("the editor's bar fits, whatever it says", async ({ page, complaints }) => {
    const fits = async () => {
      expect(await sideways(page)).toBe(0);
      const controls = [page.getByRole("button", { name: "Undo (Ctrl+Z)" }), page.getByRole("link", { name: "History" })];
      for (const control of [...controls, page.getByRole("button", { name: "Plan", exact: true })]) {
        await expect(control).toBeInViewport({ ratio: 1 });
      }
    };
    await page.goto("/");
    await saved(page);
    await fits();
    await page.route("**/api/designs/*", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
    await field(page, "Family").fill("shop-elsewhere");
    await expect(page.getByText("Not saved yet")).toBeVisible();
    await fits();
    await expect(page.locator('.save-state[data-state="failed"]')).toBeInViewport({ ratio: 1 });
    await fits();
    await accessible(page);
    complaints.length = 0;
  });

  test("every page fits and is accessible", async ({ page }) => {
    test.setTimeout(300_000);
    const fits = async (what: string) => {
      expect(await sideways(page), what).toBe(0);
      await accessible(page);
    };
    const id = await makeDesign(page, await sample(page, "1.0"));
    await applied(page, id);
    await page.goto("/environments");
    await expect(page.getByRole("row", { name: /^sandbox/ })).toBeVisible();
    await fits("environments");
    await page.getByRole("button", { name: "New environment" }).click();
    await expect(page.getByRole("form", { name: "A new environment" })).toBeVisible();
    await fits("a new environment");

    await change(page, id, await sample(page, "1.1-crash"));
    await page.goto(`/designs/${id}`);
    await saved(page);
    await plan(page);
    await page.locator(".step > summary").first().click();
    await page.getByText(/^Overrides for sandbox/).click();
    await fits("a plan");
    await apply(page);
    await ends(page, "Failed");
    await fits("a failed run");
    await page.getByRole("link", { name: "Roll back to v1" }).click();
    await planned(page);
    await fits("a rollback");
    await apply(page);
    await ends(page, "Rolled back");
    await fits("a run");
    await page.getByRole("link", { name: "History" }).click();
    await expect(page.getByRole("rowheader", { name: "v2", exact: true })).toBeVisible();
    await fits("a history");
  });
});
