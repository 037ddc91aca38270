// What axe finds, in light and in dark: nothing.
import { DESIGN, SERVICE, TASK, addField, field, offers, openDialog, openJson, openSection, problems, select } from "../support/editor.ts";
import { accessible, expect, test } from "../support/test.ts";

// Axe takes its time with long forms.
test.describe.configure({ timeout: 180_000 });

/** Wrong in every way that shows. */
const WRONG = {
  ...TASK,
  family: "orders/web",
  memory: "4096",
  networkMode: "bridge",
  cpu: { wrong: "type" },
  lunchTable: true,
  containerDefinitions: [{ ...TASK.containerDefinitions[0], image: "", cpu: "a lot", dockerLabels: { "": "x" } }],
};

test("the sample", async ({ page }) => {
  await page.goto("/");
  await expect(field(page, "Family")).toBeVisible();
  await expect(problems(page).getByRole("listitem").first()).toBeVisible();
  await accessible(page);
});

test("errors", async ({ page }) => {
  await openJson(page, WRONG);
  await expect(problems(page).getByRole("button", { name: /^error/ }).first()).toBeVisible();
  await accessible(page);
  await problems(page).getByRole("button", { name: /CD-IMAGE-REQUIRED/ }).click();
  await expect(field(page, "Image")).toHaveAccessibleDescription(/Error/);
  await accessible(page);
});

test("a service with many fields", async ({ page }) => {
  await openJson(page, {
    ...DESIGN,
    services: {
      "orders-service": {
        ...SERVICE,
        taskDefinition: "${taskDefinitions.orders}",
        loadBalancers: [{ targetGroupArn: "arn:aws:elasticloadbalancing:x", containerName: "api", containerPort: 8080 }],
        serviceConnectConfiguration: {
          enabled: true,
          namespace: "orders",
          services: [{ portName: "http", clientAliases: [{ port: 80, dnsName: "orders" }], timeout: { idleTimeoutSeconds: 5 } }],
        },
        deploymentConfiguration: {
          strategy: "BLUE_GREEN",
          deploymentCircuitBreaker: { enable: true, rollback: true },
          alarms: { alarmNames: ["a", "b"], enable: true, rollback: false },
          lifecycleHooks: [{ hookTargetArn: "arn:x", roleArn: "arn:y", lifecycleStages: ["PRE_SCALE_UP"], hookDetails: { a: 1 } }],
        },
        volumeConfigurations: [{ name: "data", managedEBSVolume: { roleArn: "arn:x", sizeInGiB: 20 } }],
        tags: [{ key: "team", value: "orders" }],
      },
    },
  });
  await select(page, "orders-service");
  for (const title of ["Deployment", "Service Connect and discovery", "Placement", "Volumes", "Operations", "Tags"]) {
    await openSection(page, title);
  }
  for (;;) {
    const more = page.getByRole("button", { name: /^Show \d+ more field/ });
    if ((await more.count()) === 0) break;
    await more.first().click();
  }
  await page.getByRole("button", { name: "Help on Desired count" }).click();
  await expect(page.getByRole("link", { name: "AWS documentation" })).toBeVisible();
  await accessible(page);
});

test("a container with a table, a list and a map", async ({ page }) => {
  await openJson(page, {
    ...TASK,
    containerDefinitions: [
      {
        ...TASK.containerDefinitions[0],
        environment: [{ name: "A", value: "1" }],
        command: ["one", "two"],
        dockerLabels: { a: "b" },
        ulimits: [{ name: "nofile", softLimit: 1, hardLimit: 2 }],
        linuxParameters: { capabilities: { drop: ["ALL"] }, tmpfs: [{ containerPath: "/tmp", size: 10 }] },
      },
    ],
  });
  await select(page, "api");
  for (const title of ["Command", "Docker", "Linux and limits", "Health check"]) await openSection(page, title);
  await accessible(page);
});

test("the list of fields to add", async ({ page }) => {
  await openJson(page, TASK);
  await field(page, "Add field").fill("a");
  await expect(offers(page).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await accessible(page);
  await field(page, "Add field").fill("nothing is called this");
  await expect(offers(page)).toHaveText("No member has this in its name");
  await accessible(page);
  await addField(page, "volumes");
});

test("the dialog", async ({ page }) => {
  const dialog = await openDialog(page);
  await accessible(page);
  await dialog.getByLabel(/^Paste/).fill("{");
  await expect(dialog.getByRole("status")).toContainText("Line 1");
  await accessible(page);
  await dialog.getByLabel(/^Paste/).fill(JSON.stringify({ ...TASK, revision: 3 }));
  await expect(dialog.getByRole("status")).toContainText("This is a task definition");
  await accessible(page);
});

test("broken JSON", async ({ page }) => {
  await openJson(page, TASK);
  await page.getByRole("textbox", { name: "JSON" }).press("Delete");
  await expect(page.getByRole("button", { name: "Go to error" })).toBeVisible();
  await accessible(page);
});

test("the list of designs", async ({ page }) => {
  await page.goto("/designs");
  await expect(page.getByRole("rowheader", { name: "shop" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Rename shop" }).click();
  await expect(page.getByLabel("New name")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete shop" }).click();
  await expect(page.getByText("Delete it for good?")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No designs yet" })).toBeVisible();
  await accessible(page);
});

test("an empty design", async ({ page }) => {
  await page.goto("/designs");
  await page.getByRole("button", { name: "New design" }).click();
  await expect(page.getByRole("heading", { name: "This design is empty" })).toBeVisible();
  await accessible(page);
});

test("pages that are not there", async ({ page, complaints }) => {
  await page.goto("/nowhere/at/all");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await accessible(page);
  await page.goto("/designs/00000000000000000000000000000000");
  await expect(page.getByRole("heading", { name: "The design can't be opened" })).toBeVisible();
  await accessible(page);
  const others = complaints.splice(0).filter((complaint) => !/status of 404/.test(complaint));
  expect(others).toEqual([]);
});

test("on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await expect(field(page, "Family")).toBeVisible();
  const tabs = page.getByRole("group", { name: "What is shown", exact: true });
  for (const name of [/^Form/, /^JSON/, /^Problems/]) {
    await tabs.getByRole("button", { name }).click();
    await accessible(page);
  }
  await page.goto("/designs");
  await expect(page.getByRole("rowheader", { name: "shop" })).toBeVisible();
  await accessible(page);
});
