// Every member of the requests has a control that "Add field" finds by AWS's name.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DESIGN, addField, field, group, offers, openJson, select } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

const help: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../shared/help/fields.json"), "utf8"),
);

// Dozens of fields each.
test.describe.configure({ timeout: 180_000 });

/** AWS's names of a structure's members. */
function members(structure: string): string[] {
  const names = Object.keys(help).filter((key) => key.startsWith(`${structure}.`));
  return names.map((key) => key.slice(structure.length + 1));
}

const ELEMENTS: [structure: string, element: string, atLeast: number][] = [
  ["RegisterTaskDefinitionRequest", "orders", 17],
  ["ContainerDefinition", "api", 40],
  ["CreateServiceRequest", "orders-service", 25],
];

for (const [structure, element, atLeast] of ELEMENTS) {
  test(`${structure}`, async ({ page }) => {
    const names = members(structure);
    expect(names.length).toBeGreaterThanOrEqual(atLeast);
    await openJson(page, DESIGN);
    await select(page, element);
    const missing: string[] = [];
    for (const name of names) {
      await field(page, "Add field").fill(name);
      const option = offers(page).filter({ has: page.getByText(name, { exact: true }) });
      await expect(option, name).toHaveCount(1);
      const words = ((await option.textContent()) ?? "").slice(0, -name.length).trim();
      await option.click();
      // The focus leaves the search, for something to edit that bears the member's name or stands in what does.
      await expect(field(page, "Add field"), name).not.toBeFocused();
      const [control, labels] = await page.evaluate(() => {
        const text = (element?: Element | null) => element?.textContent?.trim() ?? "";
        const named = (element: Element) => {
          const own = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => text(document.getElementById(id)));
          const outer = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])].map(text) : [];
          return [element.getAttribute("aria-label") ?? "", ...own, ...outer];
        };
        const labels: string[] = [];
        for (let at = document.activeElement; at; at = at.parentElement) labels.push(...named(at));
        return [document.activeElement?.tagName ?? "", labels] as const;
      });
      // A text area could be raw JSON.
      if (!/^(INPUT|SELECT|BUTTON)$/.test(control) || !labels.includes(words)) {
        missing.push(`${name} (${words}): ${control} in ${labels.filter(Boolean).join(", ")}`);
      }
    }
    expect(missing).toEqual([]);
  });
}

test("Volume", async ({ page }) => {
  await openJson(page, DESIGN);
  await addField(page, "volumes");
  const volumes = group(page, "Volumes");
  await volumes.getByRole("button", { name: "Add", exact: true }).click();
  await expect(field(volumes, "Name")).toBeVisible();
  for (const button of await volumes.getByRole("button", { name: /^Help on/ }).all()) await button.click();
  const found = await volumes.getByRole("code").allTextContents();
  expect(found.toSorted()).toEqual(members("Volume").toSorted());
  await expect(volumes.locator("pre")).toHaveCount(0);
});
