// From the design to the exact calls.
import { expect, accessible, test } from "../support/test.ts";
import { field, json, problems, saved, select } from "../support/editor.ts";
import { EmptyAccount } from "../support/account.ts";
import { stored } from "../support/documents.ts";
import { SHOP, apply, applyButton, calls, change, ends, makeDesign, plan, planned } from "../support/operate.ts";

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

test("Ctrl+Enter in the JSON plans as well, and writes nothing there", async ({ page }) => {
  const wrong = { ...SHOP.taskDefinitions.task, memory: "8192" };
  const id = await makeDesign(page, { ...SHOP, taskDefinitions: { task: wrong } });
  await page.goto(`/designs/${id}`);
  await expect(problems(page).getByRole("button", { name: /^error/ }).first()).toBeVisible();
  await json(page).click();
  const text = await json(page).innerText();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(/^Not planned: the design has/).first()).toBeVisible();
  await expect(json(page)).toHaveText(text, { useInnerText: true });
  await change(page, id, SHOP);
  const { counter } = await stored(page.request, id);
  await page.reload();
  await expect(problems(page).getByRole("button", { name: /^error/ })).toHaveCount(0);
  await json(page).click();
  await page.keyboard.press("Control+Enter");
  await planned(page);
  expect((await stored(page.request, id)).counter).toBe(counter);
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
  await expect(page.getByRole("heading", { level: 1, name: "Plan for version 2" })).toBeVisible();
  const create = calls(page).filter({ hasText: "ecs:CreateService" });
  await create.locator("summary").click();
  const input = create.getByRole("group", { name: /^Input of CreateService/ });
  expect(JSON.parse(await input.innerText()).desiredCount).toBe(1);
  await expect(page.getByText("instead of 2")).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: /^Remove services/ }).click();
  await expect(page.getByText("Overrides for sandbox (0)")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Plan for version 3" })).toBeVisible();
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

test("an environment's own image and count are applied, and the design keeps its own", async ({ page }) => {
  test.setTimeout(120_000);
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await page.getByText("Overrides for sandbox (0)").click();
  const own = [
    ["services \u203a web \u203a desiredCount", "1"],
    ["taskDefinitions \u203a task \u203a containerDefinitions \u203a app \u203a image", "shop/web:9.9"],
  ];
  for (const [at, [place, value]] of own.entries()) {
    await page.getByLabel("Override another value").selectOption(place);
    await page.getByLabel("Value in this environment").fill(value);
    await page.getByRole("button", { name: "Add override" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `Plan for version ${at + 2}` })).toBeVisible();
  }
  await expect(page.getByText("instead of 2")).toBeVisible();
  await expect(page.getByText("instead of public.ecr.aws/docker/library/httpd:2.4")).toBeVisible();
  const register = calls(page).filter({ hasText: "ecs:RegisterTaskDefinition" });
  await register.locator("summary").click();
  await expect(register.getByRole("group", { name: /^Input of/ })).toContainText('"image": "shop/web:9.9"');
  await apply(page);
  await ends(page, "Done");
  const service = page.getByRole("region", { name: "Service services.web" });
  await expect(service.locator(".numbers > div").filter({ hasText: "Running" })).toHaveText(/1$/);

  const { document } = await stored(page.request, id);
  expect(document).toMatchObject({ services: { web: { desiredCount: 2 } } });
  expect(document.taskDefinitions).toEqual(SHOP.taskDefinitions);
});

const withAccount = test.extend<{ account: EmptyAccount }>({
  account: async ({}, use) => {
    const account = await EmptyAccount.start();
    await use(account);
    await account.stop();
  },
  variables: async ({ account }, use) => use(account.variables),
});

withAccount("a protected environment is planned for, and says why it isn't applied", async ({ page, account }) => {
  const environment = { name: "production", kind: "protected", account: EmptyAccount.ID, region: "eu-central-1" };
  const made = await page.request.post("/api/environments", { data: environment });
  expect(made.ok(), await made.text()).toBe(true);
  const id = await makeDesign(page, SHOP);
  await page.goto(`/designs/${id}`);
  await plan(page);
  await page.getByRole("combobox", { name: /^Environment/ }).selectOption({ value: "production" });
  await expect(page).toHaveURL(/environment=production.*plan=/);
  await planned(page);
  await expect(page.locator(".facts").first()).toContainText("Protected");
  await expect(calls(page).filter({ hasText: "ecs:CreateService" })).toBeVisible();
  await expect(page.locator("#why-not")).toContainText(/approv/);
  await expect(applyButton(page)).toHaveAttribute("aria-disabled", "true");
  await accessible(page);
  await applyButton(page).click({ force: true });
  await expect(page).toHaveURL(/\/plan\?/);

  // Nor does the server, whoever asks.
  const planId = new URL(page.url()).searchParams.get("plan");
  const { plan: { fingerprint } } = await (await page.request.get(`/api/plans/${planId}`)).json();
  const refused = await page.request.post(`/api/plans/${planId}/apply`, { data: { fingerprint } });
  expect(refused.status()).toBe(403);
  expect((await refused.json()).error.code).toBe("needs-approval");
  expect(account.changes).toEqual([]);
});
