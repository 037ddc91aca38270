// From the design to the exact calls.
import { expect, accessible, test } from "../support/test.ts";
import { field, saved, select } from "../support/editor.ts";
import { SHOP, applyButton, calls, makeDesign, plan, planned } from "../support/operate.ts";

test("the plan says what would be done, call by call", async ({ page }) => {
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await expect(page).toHaveURL(/environment=sandbox&version=1/);
  await expect(page.locator(".facts").first()).toContainText("Simulated");
  await expect(page.locator(".plan-sentence")).toContainText(/^\d+ calls: creates .*service web/);
  await expect(page.getByText("Nothing of this design was applied in sandbox before.")).toBeVisible();
  await accessible(page);

  const create = calls(page).filter({ hasText: "ecs:CreateService" });
  await expect(create).toContainText("waits until the deployment is steady");
  await create.locator("summary").click();
  const input = create.getByRole("group", { name: /^Input of CreateService/ });
  expect(JSON.parse(await input.innerText()).serviceName).toBe("web");
  await expect(create.getByText(/filled when applied: ARN of step \d+/).first()).toBeVisible();
  await accessible(page);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await create.getByRole("button", { name: /^Copy as AWS CLI/ }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toMatch(/^aws ecs create-service --region \S+ --cli-input-json '\{/);

  // The address keeps the plan: nothing is planned anew.
  const address = page.url();
  await page.reload();
  await planned(page);
  expect(page.url()).toBe(address);
});

test("Ctrl+Enter plans, and a design with an error says where it is", async ({ page }) => {
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await select(page, "task");
  await field(page, "Task memory").fill("8192");
  await field(page, "Task memory").press("Tab");
  await saved(page);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/^Not planned: the design has/).first()).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/designs/${id}$`));
  await accessible(page);
  await field(page, "Task memory").fill("1024");
  await field(page, "Task memory").press("Tab");
  await page.keyboard.press("Control+Enter");
  await planned(page);
});

test("an override changes one environment only, as a new version", async ({ page }) => {
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await page.getByText("Overrides for sandbox (0)").click();
  await page.getByLabel("Override another value").selectOption("services \u203a web \u203a desiredCount");
  await expect(page.getByLabel("Value in this environment")).toHaveValue("2");
  await page.getByLabel("Value in this environment").fill("1");
  await page.getByRole("button", { name: "Add override" }).click();
  await expect(page.getByText("Overrides for sandbox (1)")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Apply of version 2" })).toBeVisible();
  const create = calls(page).filter({ hasText: "ecs:CreateService" });
  await create.locator("summary").click();
  const input = create.getByRole("group", { name: /^Input of CreateService/ });
  expect(JSON.parse(await input.innerText()).desiredCount).toBe(1);
  await expect(page.getByText("instead of 2")).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: /^Remove services/ }).click();
  await expect(page.getByText("Overrides for sandbox (0)")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Apply of version 3" })).toBeVisible();
});

test("what is wrong for one environment only is said there", async ({ page, complaints }) => {
  const overrides = { "/taskDefinitions/task/memory": "8192" };
  const id = await makeDesign(page, { ...SHOP, environments: { sandbox: { overrides } } });
  await page.goto(`/designs/${id}`);
  await saved(page);
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "No plan could be made" });
  await expect(refusal).toContainText("TD-");
  await accessible(page);
  expect(complaints.splice(0).filter((complaint) => !/status of 422/.test(complaint))).toEqual([]);
});

test("a plan that AWS has left behind isn't applied", async ({ page, complaints }) => {
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await page.route("**/api/plans/*/apply", (route) =>
    route.fulfill({ status: 409, json: { error: { code: "plan-stale", message: "AWS has changed since. Nothing was done." } } }),
  );
  await applyButton(page).click();
  await expect(page.locator("#why-not")).toHaveText("AWS has changed since. Nothing was done.");
  await expect(applyButton(page)).toHaveAttribute("aria-disabled", "true");
  await accessible(page);
  await page.getByRole("button", { name: "Plan again" }).last().click();
  await planned(page);
  await expect(applyButton(page)).toHaveAttribute("aria-disabled", "false");
  expect(complaints.splice(0).filter((complaint) => !/status of 409/.test(complaint))).toEqual([]);
});
