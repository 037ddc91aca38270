// How long a person waits. The figures are printed, and only what comes of each action is asserted.
import { create, large } from "../support/documents.ts";
import { quantile, spread, stroke, strokes, watchKeys } from "../support/measure.ts";
import { expect, test } from "../support/test.ts";

// Nothing else of this file is to run beside what is measured.
test.describe.configure({ mode: "serial" });

const STARTS = 7;
const STROKES = 50;

for (const slower of [1, 4]) {
  test(`start to a form that can be used, with the processor ${slower} times slower`, async ({ browser, server }) => {
    test.setTimeout(180_000);
    const times: number[] = [];
    for (let start = 0; start < STARTS; start++) {
      const context = await browser.newContext();
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
      await page.addInitScript(() => {
        const look = () => {
          if (document.querySelector("#form input")?.checkVisibility()) Object.assign(window, { usable: performance.now() });
          else requestAnimationFrame(look);
        };
        look();
      });
      await page.goto(server.address);
      await expect(page.locator("#form input").first()).toBeVisible({ timeout: 30_000 });
      await page.waitForFunction(() => "usable" in window);
      times.push(await page.evaluate(() => (window as unknown as { usable: number }).usable));
      await context.close();
    }
    console.log(`start to usable form, processor ${slower}x slower: median ${quantile(times, 0.5).toFixed(0)} ms, ${spread(times)}`);
  });
}

test("editing a task definition of 64 kB", async ({ page }) => {
  test.setTimeout(180_000);
  const task = large(10, 120);
  console.log(`task definition of ${(JSON.stringify(task).length / 1000).toFixed(0)} kB`);
  const design = await create(page.request, { name: "Large", taskDefinitions: { large: task } });
  await page.goto(`/designs/${design.id}`);
  const outline = page.getByRole("navigation", { name: "Outline" });
  const entry = (name: string) => outline.getByRole("button", { name, exact: true });
  const code = page.getByRole("textbox", { name: "JSON" });
  await expect(code).toContainText("family");

  const switches: number[] = [];
  for (let at = 0; at < 10; at++) {
    await entry(`app-${at}`).hover();
    switches.push(
      await entry(`app-${at}`).evaluate(async (button) => {
        const start = performance.now();
        button.click();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - start;
      }),
    );
    await expect(page.getByRole("heading", { name: `app-${at}`, level: 1 })).toBeVisible();
  }
  console.log(`switch to another container, to frame: ${spread(switches)}`);

  const image = page.getByRole("textbox", { name: "Image", exact: true });
  await image.fill("shop/app");
  const fault = page.locator(".problem", { hasText: "a part of its name is empty" });
  await expect(fault).toHaveCount(0);
  await watchKeys(page, ".problem-list");
  for (let at = 0; at < STROKES; at++) {
    const [key, faults] = at % 2 === 0 ? ["/", 1] : ["a", 0];
    await stroke(page, String(key), "change");
    await expect(fault).toHaveCount(Number(faults));
  }
  console.log(`keystroke to diagnostics: ${spread(await strokes(page, "change"))}`);
  console.log(`keystroke to frame: ${spread(await strokes(page, "frame"))}`);
  await expect(image).toHaveValue(`shop/app${"/a".repeat(STROKES / 2)}`);

  await watchKeys(page, ".problem-list");
  await stroke(page, "ControlOrMeta+z", "frame");
  await expect(image).toHaveValue("shop/app-9:1.4.2");
  console.log(`undo to frame: ${(await strokes(page, "frame")).at(-1)?.toFixed(0)} ms`);
});
