// The JSON beside the form: always current, editable, and what the AWS CLI takes.
import { readFile } from "node:fs/promises";

import { DESIGN, TASK, copied, field, json, openJson, problem, select, shownJson, writeJson } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

test("the JSON follows the form", async ({ page }) => {
  await openJson(page, TASK);
  await field(page, "Family").fill("orders-next");
  await expect(json(page)).toContainText('"family": "orders-next"');
  await field(page, "Task role").fill("arn:aws:iam::111122223333:role/orders-task");
  await expect(json(page)).toContainText('"taskRoleArn": "arn:aws:iam::111122223333:role/orders-task"');
  await field(page, "Task role").fill("");
  await expect(json(page)).not.toContainText("taskRoleArn");
  expect(await shownJson(page)).toEqual({ ...TASK, family: "orders-next" });
});

test("the form follows the JSON", async ({ page }) => {
  await openJson(page, TASK);
  await writeJson(page, JSON.stringify({ ...TASK, family: "by-hand", networkMode: "bridge" }, null, 2));
  await expect(field(page, "Family")).toHaveValue("by-hand");
  await expect(field(page, "Network mode").locator("option:checked")).toHaveText("bridge");
  await expect(problem(page, "TD-FARGATE-NETWORK-MODE")).toBeVisible();
});

test("the cursor in the JSON shows the form of what it is in", async ({ page }) => {
  await openJson(page, DESIGN);
  await page.getByRole("button", { name: "Whole design" }).click();
  await json(page).getByText('"containerPort"').click();
  await expect(page.getByRole("heading", { level: 1, name: "api" })).toBeVisible();
  await expect(field(page, "Container port")).toHaveValue("8080");
});

test("broken JSON keeps the form, survives a reload, and can be mended or discarded", async ({ page }) => {
  await openJson(page, TASK);
  const form = page.locator("#form");
  await expect(form).toHaveJSProperty("inert", false);
  const broken = '{\n  "family": "half\n}';
  await writeJson(page, broken);
  const message = page.getByRole("alert").filter({ hasText: "The form keeps the last text that could be read" });
  await expect(message).toContainText("Line 2");
  await expect(form).toHaveJSProperty("inert", true);
  await expect(field(page, "Family")).toBeVisible();
  await expect(field(page, "Family")).toHaveValue("orders");

  await message.getByRole("button", { name: "Go to error" }).click();
  await expect(json(page)).toBeFocused();

  await page.reload();
  await expect(json(page)).toContainText('"family": "half');
  await expect(message).toContainText("Line 2");
  await expect(form).toHaveJSProperty("inert", true);
  await expect(field(page, "Family")).toHaveValue("orders");

  await message.getByRole("button", { name: "Discard this text" }).click();
  await expect(message).toBeHidden();
  await expect(form).toHaveJSProperty("inert", false);
  expect(await shownJson(page)).toEqual(TASK);

  await writeJson(page, broken);
  await expect(message).toBeVisible();
  await writeJson(page, JSON.stringify({ ...TASK, family: "mended" }));
  await expect(message).toBeHidden();
  await expect(field(page, "Family")).toHaveValue("mended");
  await page.reload();
  await expect(field(page, "Family")).toHaveValue("mended");
});

test("Copy and Download give what --cli-input-json takes", async ({ page }) => {
  await openJson(page, DESIGN);
  await field(page, "Family").fill("orders-v2");
  await field(page, "Task CPU").fill("512");
  await field(page, "Task memory").fill("1024");
  const task = { ...TASK, family: "orders-v2", cpu: "512", memory: "1024" };
  const taskText = await copied(page);
  expect(taskText).toBe(JSON.stringify(task, null, 2) + "\n");
  expect(await download(page)).toEqual({ name: "orders.task-definition.json", text: taskText });

  await select(page, "orders-service");
  const service = { ...DESIGN.services["orders-service"], taskDefinition: "orders-v2" };
  const serviceText = await copied(page);
  expect(serviceText).toBe(JSON.stringify(service, null, 2) + "\n");
  expect(await download(page)).toEqual({ name: "orders-service.service.json", text: serviceText });
});

test("a reference to nothing is not copied", async ({ page }) => {
  await openJson(page, DESIGN);
  await select(page, "orders-service");
  await field(page, "Task definition").fill("${taskDefinitions.gone}");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Not exported" })).toContainText("gone");
});

async function download(page: import("@playwright/test").Page): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download", exact: true }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}
