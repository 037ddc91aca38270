// Every member of the requests has a control that "Add field" finds by AWS's name.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DESIGN, addField, field, group, openJson, select } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

const help: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../shared/help/fields.json"), "utf8"),
);

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
      const option = page.getByRole("option").filter({ has: page.getByText(name, { exact: true }) });
      await expect(option, name).toHaveCount(1);
      const label = ((await option.textContent()) ?? "").slice(0, -name.length).trim();
      await option.click();
      // The focus leaves the search, for something to edit that stands at the member's label.
      await expect(field(page, "Add field"), name).not.toBeFocused();
      const found = await page.evaluate((label) => {
        const focused = document.activeElement;
        let around = focused;
        for (let up = 0; up < 6 && around && around !== document.body; up++) {
          const text = `${around.textContent} ${around.getAttribute("aria-label")}`;
          if (text.includes(label)) return { control: focused?.tagName, raw: focused instanceof HTMLTextAreaElement };
          around = around.parentElement;
        }
        return { control: focused?.outerHTML.slice(0, 200), raw: true };
      }, label);
      if (found.raw || !/^(INPUT|SELECT|BUTTON)$/.test(found.control ?? "")) missing.push(`${name}: ${found.control}`);
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
