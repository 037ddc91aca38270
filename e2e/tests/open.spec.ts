// Opening what a person has: as AWS takes it, as AWS prints it, and whole designs.
import { DESIGN, SERVICE, TASK, addField, copied, field, openDialog, openJson, outline, select } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

const described = {
  taskDefinition: {
    taskDefinitionArn: "arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:7",
    ...TASK,
    revision: 7,
    status: "ACTIVE",
    requiresAttributes: [{ name: "ecs.capability.task-eni" }],
    compatibilities: ["EC2", "FARGATE"],
    registeredAt: "2026-03-01T10:00:00+00:00",
    registeredBy: "arn:aws:iam::111122223333:user/someone",
    lunchTable: { seats: 4 },
  },
  tags: [{ key: "team", value: "orders" }],
};

test("a task definition as request input", async ({ page }) => {
  const dialog = await openDialog(page);
  const open = dialog.getByRole("button", { name: "Open as a new design" });
  await expect(open).toBeDisabled();
  await dialog.getByLabel(/^Paste/).fill(JSON.stringify(TASK));
  await expect(dialog.getByRole("status")).toHaveText("This is a task definition. no errors, no warnings.");
  await open.click();
  await expect(page.getByRole("heading", { level: 1, name: "orders" })).toBeVisible();
  await expect(field(page, "Family")).toHaveValue("orders");
  await expect(field(page, "Task memory")).toHaveValue("512");
  expect(JSON.parse(await copied(page))).toEqual(TASK);
});

test("a task definition as AWS prints it", async ({ page }) => {
  const dialog = await openDialog(page);
  await dialog.getByLabel(/^Paste/).fill(JSON.stringify(described, null, 4));
  const verdict = dialog.getByRole("status");
  await expect(verdict).toContainText("This is a task definition");
  const note = verdict.getByText("taskDefinitionArn");
  await expect(note).toHaveCount(1);
  for (const key of ["revision", "status", "requiresAttributes", "compatibilities", "registeredAt", "registeredBy"]) {
    await expect(note).toContainText(key);
  }
  await expect(note).not.toContainText("lunchTable");
  await dialog.getByRole("button", { name: "Open as a new design" }).click();
  await expect(field(page, "Family")).toHaveValue("orders");
  await expect(page.getByRole("heading", { name: "Unknown to AWS" })).toBeVisible();
  await expect(page.getByText("lunchTable", { exact: true })).toBeVisible();
  expect(JSON.parse(await copied(page))).toEqual({ ...TASK, lunchTable: { seats: 4 }, tags: described.tags });
});

test("services as AWS prints them", async ({ page }) => {
  const { cluster: _, ...rest } = SERVICE;
  const printed = {
    services: [
      {
        serviceArn: "arn:aws:ecs:eu-west-1:111122223333:service/main/orders-service",
        clusterArn: "arn:aws:ecs:eu-west-1:111122223333:cluster/main",
        ...rest,
        status: "ACTIVE",
        runningCount: 2,
        pendingCount: 0,
        events: [{ id: "1", message: "(service orders-service) has reached a steady state." }],
        createdAt: "2026-03-01T10:00:00+00:00",
      },
    ],
    failures: [],
  };
  await openJson(page, printed);
  await expect(page.getByRole("heading", { level: 1, name: "orders-service" })).toBeVisible();
  await expect(field(page, "Desired count")).toHaveValue("2");
  await expect(field(page, "Cluster")).toHaveValue(printed.services[0].clusterArn);
  const request = JSON.parse(await copied(page));
  expect(request).toEqual({ ...rest, cluster: printed.services[0].clusterArn });
});

test("a whole design", async ({ page }) => {
  await openJson(page, DESIGN);
  await expect(page.getByRole("textbox", { name: "Name of the design" })).toHaveValue(DESIGN.name);
  await expect(page).toHaveTitle("Order handling · Bayplan");
  await select(page, "api");
  await expect(field(page, "Image")).toHaveValue(TASK.containerDefinitions[0].image);
  await select(page, "orders-service");
  await expect(field(page, "Task definition")).toHaveValue("${taskDefinitions.orders}");
});

test("a file", async ({ page }) => {
  const dialog = await openDialog(page);
  await dialog.getByLabel(/choose a file/).setInputFiles({
    name: "orders.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(TASK, null, 2)),
  });
  await expect(dialog.getByLabel(/^Paste/)).toHaveValue(/"family": "orders"/);
  await dialog.getByRole("button", { name: "Open as a new design" }).click();
  await expect(field(page, "Family")).toHaveValue("orders");
});

test("what can't be opened says where, and opens nothing", async ({ page }) => {
  const dialog = await openDialog(page);
  const text = dialog.getByLabel(/^Paste/);
  const open = dialog.getByRole("button", { name: "Open as a new design" });
  await text.fill('{\n  "family": "orders",\n  "cpu": \n}');
  await expect(dialog.getByRole("status")).toContainText("Line 4, column 1");
  await expect(open).toBeDisabled();
  await text.fill('{"family": "a", "family": "b"}');
  await expect(dialog.getByRole("status")).toContainText("Line 1, column 17");
  await expect(open).toBeDisabled();
  await text.fill("[1, 2]");
  await expect(open).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("rowheader")).toHaveCount(1);
});

test("JSON is added to a design that is open", async ({ page }) => {
  await openJson(page, TASK);
  await page.getByRole("button", { name: "Add JSON" }).click();
  const dialog = page.getByRole("dialog", { name: "Add JSON to this design" });
  await dialog.getByLabel(/^Paste/).fill(JSON.stringify(SERVICE));
  await dialog.getByRole("button", { name: "Add to this design" }).click();
  await expect(dialog).toBeHidden();
  await select(page, "orders-service");
  await expect(field(page, "Desired count")).toHaveValue("2");
  await addField(page, "tags");
  await expect(outline(page).getByRole("button", { name: "orders", exact: true })).toBeVisible();
});
