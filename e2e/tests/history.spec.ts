// Versions: saved, compared and restored.
import { expect, accessible, test } from "../support/test.ts";
import { field, saved, select } from "../support/editor.ts";
import { SHOP, makeDesign } from "../support/operate.ts";

test("versions are saved, compared in words and lines, and restored", async ({ page }) => {
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await page.getByRole("link", { name: "History" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "History of Small shop" })).toBeVisible();
  await expect(page.getByText("No version yet.")).toBeVisible();
  await expect(page.getByText("Not applied anywhere yet.")).toBeVisible();
  await accessible(page);

  await page.getByRole("textbox", { name: "Note" }).fill("The first");
  await page.getByRole("button", { name: "Save a version" }).click();
  await expect(page.getByRole("rowheader", { name: "v1" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "The first" })).toBeVisible();

  // Saving again without a change makes no second one.
  await page.getByRole("button", { name: "Save a version" }).click();
  await page.reload();
  await expect(page.getByRole("rowheader", { name: /^v\d+$/ })).toHaveCount(1);

  await page.getByRole("link", { name: "Small shop" }).click();
  await select(page, "task");
  await field(page, "Task memory").fill("1024");
  await field(page, "Task memory").press("Tab");
  await saved(page);
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("More memory");
  await page.getByRole("button", { name: "Save a version" }).click();
  await expect(page.getByRole("rowheader", { name: /^v\d+$/ })).toHaveText(["v2", "v1"]);

  const comparison = page.getByRole("region", { name: "From version 1 to version 2" });
  await expect(comparison.getByRole("article")).toContainText("1024");
  await expect(comparison.getByText("1 change", { exact: true })).toBeVisible();
  await accessible(page);
  await comparison.getByRole("button", { name: "JSON" }).click();
  await expect(comparison.getByText(/removed: .*"512"/)).toBeVisible();
  await expect(comparison.getByText(/added: .*"1024"/)).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByRole("rowheader", { name: /^v\d+$/ })).toHaveText(["v3", "v2", "v1"]);
  await page.getByRole("link", { name: "Small shop" }).click();
  await select(page, "task");
  await expect(field(page, "Task memory")).toHaveValue("512");
});

test("a comparison has an address of its own", async ({ page }) => {
  const id = await makeDesign(page, SHOP);
  for (const [counter, count] of [[1, 2], [2, 3], [3, 4]]) {
    const document = { ...SHOP, services: { web: { ...SHOP.services.web, desiredCount: count } } };
    const headers = { "If-Match": `"${counter}"` };
    expect((await page.request.put(`/api/designs/${id}`, { data: document, headers })).ok()).toBe(true);
    const next = { "If-Match": `"${counter + 1}"` };
    expect((await page.request.post(`/api/designs/${id}/versions`, { data: { note: "" }, headers: next })).ok()).toBe(true);
  }
  await page.goto(`/designs/${id}/history`);
  await expect(page.getByRole("region", { name: "From version 2 to version 3" })).toBeVisible();
  await page.getByRole("radio", { name: "Compare from version 1" }).check();
  await expect(page).toHaveURL(/from=1&to=3/);
  await page.reload();
  await expect(page.getByRole("region", { name: "From version 1 to version 3" }).getByRole("article")).toContainText("4");
});
