// Where designs are applied.
import { expect, accessible, test } from "../support/test.ts";

test("the sandbox is there, and says that it is simulated", async ({ page }) => {
  await page.goto("/designs");
  await page.getByRole("link", { name: "Environments" }).click();
  const sandbox = page.getByRole("row", { name: /^sandbox/ });
  await expect(sandbox).toContainText("Simulated");
  await expect(sandbox).toContainText("Built in");
  await expect(sandbox.getByRole("button")).toHaveCount(0);
  await accessible(page);
});

test("create, change and delete an environment", async ({ page, complaints }) => {
  await page.goto("/environments");
  await page.getByRole("button", { name: "New environment" }).click();
  const form = page.getByRole("form", { name: "A new environment" });
  await form.getByLabel("Name").fill("Staging");
  await form.getByLabel("AWS account").fill("1111");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByLabel("Name")).toBeFocused();
  await expect(form.getByText("Use lower-case letters")).toBeVisible();
  await expect(form.getByText("An AWS account has 12 digits.")).toBeVisible();
  await accessible(page);

  await form.getByLabel("Name").fill("staging");
  await form.getByLabel("AWS account").fill("111122223333");
  await form.getByLabel("Region").fill("eu-west-1");
  await form.getByLabel("Role to assume").fill("arn:aws:iam::111122223333:role/bayplan-deployer");
  await form.getByLabel("Tags").fill("team=shop");
  await expect(form.getByText("the role's trust policy is shown then")).toBeVisible();
  await form.getByRole("button", { name: "Save" }).click();

  const policy = page.getByRole("group", { name: "Trust policy" });
  await expect(policy).toContainText("sts:ExternalId");
  const { Statement } = JSON.parse(await policy.innerText());
  expect(Statement[0].Condition.StringEquals["sts:ExternalId"].length).toBeGreaterThan(8);
  await accessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).last().click();

  const row = page.getByRole("row", { name: /^staging/ });
  await expect(row).toContainText("Development");
  await expect(row).toContainText("111122223333");
  await row.getByRole("button", { name: "Edit staging" }).click();
  const edit = page.getByRole("form", { name: "Environment staging" });
  await expect(edit.getByLabel("Tags")).toHaveValue("team=shop");
  await edit.getByLabel("Region").fill("eu-north-1");
  await edit.getByLabel("Kind").selectOption("Protected");
  await expect(edit.getByLabel("Endpoint")).toBeHidden();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(row).toContainText("eu-north-1");
  await expect(row).toContainText("Protected");

  // The server's own refusal stands beside the field that it is about.
  await page.getByRole("button", { name: "New environment" }).click();
  await form.getByLabel("Name").fill("staging");
  await form.getByLabel("AWS account").fill("111122223333");
  await form.getByLabel("Region").fill("eu-west-1");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText(/staging/).or(form.getByRole("alert")).first()).toBeVisible();
  await page.keyboard.press("Escape");

  await row.getByRole("button", { name: "Delete staging" }).click();
  await expect(row.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
  await row.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(row).toHaveCount(0);
  expect(complaints.splice(0).filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([]);
});
