// Hostile input, pasted by a person: it is said what is wrong, or it opens; the tab lives, and nothing is lost.
import type { Page } from "@playwright/test";

import { type Json, type Members, type Stored, create, full, small, stored, variables } from "../support/documents.ts";
import { LEVELS, hostile, seeded, wrongAt, wrongDesigns, wrongSomewhere } from "../support/hostile.ts";
import { spread, stroke, strokes, watchKeys } from "../support/measure.ts";
import { expect, test } from "../support/test.ts";

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

const box = (page: Page) => page.getByRole("dialog", { name: "Open JSON" });
const pane = (page: Page) => page.getByRole("complementary", { name: "JSON and problems" });

/** Opens the list of designs and its paste box. */
async function openBox(page: Page): Promise<void> {
  await page.goto("/designs");
  await page.getByRole("button", { name: "Open JSON" }).click();
  await expect(box(page).getByRole("textbox")).toBeFocused();
}

/** Pastes into the paste box; the milliseconds until there is a verdict. */
async function pasteInBox(page: Page, text: string): Promise<number> {
  return box(page).evaluate(async (dialog, text) => {
    const area = dialog.querySelector("textarea")!;
    const verdict = dialog.querySelector("[role=status]")!;
    const settled = new Promise<void>((resolve) => {
      new MutationObserver(() => verdict.textContent && resolve()).observe(verdict, { childList: true, subtree: true });
    });
    // Set and told as the browser does it after a paste; a clipboard would not carry half a character.
    const start = performance.now();
    area.value = text;
    area.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    await settled;
    return performance.now() - start;
  }, text);
}

/** Opens a design, with its JSON in the pane. */
async function openDesign(page: Page, id: string): Promise<void> {
  await page.goto(`/designs/${id}`);
  await expect(pane(page).getByRole("textbox", { name: "JSON" })).toContainText("{");
}

/** Pastes over all that the JSON pane has; the milliseconds until there is an error there, or a change in the form. */
async function pasteInPane(page: Page, text: string): Promise<number> {
  await pane(page).getByRole("textbox", { name: "JSON" }).click();
  await page.keyboard.press("ControlOrMeta+a");
  return page.evaluate(async (text) => {
    const settled = new Promise<void>((resolve) => {
      const watch = new MutationObserver(() => resolve());
      const all = { childList: true, subtree: true, characterData: true, attributes: true };
      for (const part of document.querySelectorAll("#form, .problems, .side [role=alert]")) watch.observe(part, all);
    });
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const start = performance.now();
    const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data });
    document.querySelector(".json-editor [role=textbox]")!.dispatchEvent(paste);
    await settled;
    return performance.now() - start;
  }, text);
}

function report(where: string, what: string, milliseconds: number): void {
  console.log(`${where}, ${what}: verdict after ${milliseconds.toFixed(0)} ms`);
}

async function undo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Undo" }).click();
}

async function saved(page: Page): Promise<void> {
  await expect(page.locator(".save-state")).toHaveText("Saved", { timeout: 30_000 });
}

/** Walks through all that an open design shows: each element, all its sections and fields. */
async function seeAll(page: Page): Promise<void> {
  const outline = page.getByRole("navigation", { name: "Outline" });
  const entries = outline.locator(".outline-entry");
  const count = await entries.count();
  for (let at = 0; at < count; at++) {
    await entries.nth(at).click();
    await expect(entries.nth(at)).toHaveAttribute("aria-current", "true");
    const closed = page.locator("#form :is(.section-title, .card-title)[aria-expanded=false]");
    // What opens can hold more that is closed.
    await expect(async () => {
      await closed.evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()));
      expect(await closed.count()).toBe(0);
    }).toPass();
  }
}

/** A click does something: the tab is alive. */
async function alive(page: Page): Promise<void> {
  const whole = page.getByRole("button", { name: "Whole design" });
  await whole.click();
  await expect(whole).toHaveAttribute("aria-pressed", "true");
}

/** The server has the design as it was, save for the name that a person gives it now. */
async function savesStill(page: Page, before: Stored): Promise<void> {
  await page.getByRole("textbox", { name: "Name of the design" }).fill("After");
  await saved(page);
  await expect(async () => {
    const after = await stored(page.request, before.id);
    expect(JSON.stringify(after.document)).toBe(JSON.stringify({ ...before.document, name: "After" }));
  }).toPass();
}

test.describe("the paste box", () => {
  for (const { what, text, refused } of hostile) {
    test(what, async ({ page }) => {
      // The browser takes its time to lay out a text area of half a million lines.
      test.setTimeout(180_000);
      const before = await create(page.request, small());
      await openBox(page);
      report("paste box", what, await pasteInBox(page, text));
      const open = box(page).getByRole("button", { name: "Open as a new design" });
      if (refused) {
        await expect(box(page).getByRole("status")).toHaveText(refused);
        await expect(open).toBeDisabled();
        await box(page).getByRole("button", { name: "Cancel" }).click();
        await expect(box(page)).toBeHidden();
        await page.getByRole("link", { name: "Before" }).click();
        await expect(page.getByRole("heading", { name: "web" })).toBeVisible();
      } else {
        await expect(box(page).getByRole("status")).toContainText("This is a task definition");
        await open.click();
        await expect(page.getByRole("heading", { name: "web" })).toBeVisible();
        await alive(page);
      }
      expect(await stored(page.request, before.id)).toEqual(before);
    });
  }
});

test.describe("the JSON pane", () => {
  for (const { what, text, refused, refusedInPane } of hostile) {
    test(what, async ({ page }) => {
      const before = await create(page.request, small());
      await openDesign(page, before.id);
      report("JSON pane", what, await pasteInPane(page, text));
      const expected = refusedInPane === undefined ? refused : refusedInPane;
      if (expected) {
        const problem = pane(page).getByRole("alert").filter({ hasText: "Discard this text" });
        await expect(problem).toContainText(expected);
        await expect(problem).toContainText("The form keeps the last text that could be read.");
        await problem.getByRole("button", { name: "Go to error" }).click();
        expect(await stored(page.request, before.id)).toEqual(before);
        await problem.getByRole("button", { name: "Discard this text" }).click();
        await expect(problem).toBeHidden();
      } else {
        await expect(pane(page).getByRole("region", { name: "Problems" }).getByRole("listitem")).not.toHaveCount(0);
        await saved(page);
        await undo(page);
      }
      await alive(page);
      await savesStill(page, before);
    });
  }
});

test.describe("values of other types", () => {
  const random = seeded(seed);
  const levels = Array.from({ length: LEVELS }, (_, at) => at + 1);
  const cases: [string, Json][] = [
    ...levels.map((level): [string, Json] => [`a task definition, all at level ${level}`, wrongAt(full(), level, random)]),
    ...[3, 10, 30].map((odds): [string, Json] => [
      `a task definition, one in ${odds}`,
      wrongSomewhere(full(), odds, random),
    ]),
    ...wrongDesigns.map((design, at): [string, Json] => [`a design, number ${at + 1}`, design]),
  ];
  // What makes it a task definition stays, whatever it is.
  const recognizable = (document: Json) => ({ family: null, containerDefinitions: null, ...(document as Members) });

  for (const [what, document] of cases) {
    test(`pasted: ${what}`, async ({ page }) => {
      console.log(`SEED=${seed}`);
      const before = await create(page.request, small());
      await openBox(page);
      const isDesign = what.startsWith("a design");
      const text = JSON.stringify(isDesign ? document : recognizable(document), null, 2);
      report("paste box", what, await pasteInBox(page, text));
      await expect(box(page).getByRole("status")).toContainText("This is a");
      await box(page).getByRole("button", { name: "Open as a new design" }).click();
      await expect(page.getByRole("navigation", { name: "Outline" })).toBeVisible();
      await seeAll(page);
      await alive(page);
      expect(await stored(page.request, before.id)).toEqual(before);
    });

    test(`in the JSON of a design: ${what}`, async ({ page }) => {
      console.log(`SEED=${seed}`);
      const before = await create(page.request, small());
      await openDesign(page, before.id);
      if (what.startsWith("a design")) await alive(page);
      report("JSON pane", what, await pasteInPane(page, JSON.stringify(document, null, 2)));
      await expect(pane(page).getByRole("region", { name: "Problems" }).getByRole("listitem")).not.toHaveCount(0);
      await seeAll(page);
      await undo(page);
      await savesStill(page, before);
    });
  }
});

test("10,000 environment variables can be worked on", async ({ page }) => {
  test.setTimeout(180_000);
  const container = { name: "app", image: "shop/app:1.4.2", memory: 512, environment: variables(10_000) };
  const before = await create(page.request, {
    name: "Wide",
    taskDefinitions: { web: { family: "web", containerDefinitions: [container] } },
  });
  const start = Date.now();
  await page.goto(`/designs/${before.id}`);
  const outline = page.getByRole("navigation", { name: "Outline" });
  await expect(outline).toBeVisible();
  console.log(`10,000 variables: the editor is there after ${Date.now() - start} ms`);

  const chosen = Date.now();
  await outline.getByRole("button", { name: "app", exact: true }).click();
  await expect(page.getByText("Showing 200 of 10000.")).toBeVisible();
  console.log(`10,000 variables: the container's form is there after ${Date.now() - chosen} ms`);

  const value = page.getByRole("textbox", { name: "Value, row 200" });
  await value.scrollIntoViewIfNeeded();
  await expect(value).toBeInViewport();

  await value.click();
  await page.keyboard.press("End");
  await watchKeys(page, "#form");
  for (const letter of "-changed") await stroke(page, letter, "frame");
  console.log(`10,000 variables: keystroke to frame ${spread(await strokes(page, "frame"))}`);
  await expect(value).toHaveValue("value-199-changed");
  await saved(page);
  const variable = (document: Members) => JSON.stringify(document).match(/"SETTING_199","value":"([^"]*)"/)?.[1];
  expect(variable((await stored(page.request, before.id)).document)).toBe("value-199-changed");

  const undoing = Date.now();
  await undo(page);
  await expect(value).toHaveValue("value-199");
  console.log(`10,000 variables: undone after ${Date.now() - undoing} ms`);
  await savesStill(page, before);
});
