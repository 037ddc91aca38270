// Editing in the form: every kind of field, what is said about mistakes, undo, and the keyboard.
import { TASK, addField, field, group, json, offers, openJson, openSection, problem, problems, redo, saved, select, shownJson, undo, writeJson } from "../support/editor.ts";
import { expect, test } from "../support/test.ts";

const container = TASK.containerDefinitions[0];

/** The container as the JSON pane has it. */
async function shownContainer(page: import("@playwright/test").Page): Promise<unknown> {
  const task = (await shownJson(page)) as typeof TASK;
  return task.containerDefinitions[0];
}

test.describe("every kind of field", () => {
  test.beforeEach(async ({ page }) => {
    // Room for all of the JSON.
    await page.setViewportSize({ width: 1440, height: 2400 });
    await openJson(page, TASK);
  });

  test("text, choice and ARN", async ({ page }) => {
    await field(page, "Family").fill("orders-2");
    await field(page, "Network mode").selectOption("host");
    await field(page, "Task role").fill("arn:aws:iam::111122223333:role/orders-task");
    await page.getByRole("checkbox", { name: "EC2" }).check();
    await page.getByRole("checkbox", { name: "FARGATE" }).uncheck();
    await expect(json(page)).toContainText("EC2");
    expect(await shownJson(page)).toEqual({
      ...TASK,
      family: "orders-2",
      networkMode: "host",
      taskRoleArn: "arn:aws:iam::111122223333:role/orders-task",
      requiresCompatibilities: ["EC2"],
    });
    await field(page, "Task role").fill("not an arn");
    await expect(problems(page)).toContainText("Task role");
  });

  test("the sizes of Fargate", async ({ page }) => {
    await field(page, "Fargate sizes for Task CPU").selectOption("1 vCPU");
    await expect(field(page, "Task CPU")).toHaveValue("1024");
    await field(page, "Fargate sizes for Task memory").selectOption("4 GB");
    await expect(field(page, "Task memory")).toHaveValue("4096");
    await expect(problems(page)).toContainText("Nothing found");
    expect(await shownJson(page)).toEqual({ ...TASK, cpu: "1024", memory: "4096" });
  });

  test("numbers with units and toggles", async ({ page }) => {
    await select(page, "api");
    await field(page, "Memory limit").fill("256");
    await expect(field(page, "Memory limit").locator("xpath=..")).toContainText("MiB");
    await field(page, "CPU").fill("12x");
    await expect(json(page)).toContainText('"cpu": "12x"');
    await field(page, "CPU").fill("128");
    await page.getByRole("radiogroup", { name: "Essential" }).getByRole("radio", { name: "Default (true)" }).check();
    await openSection(page, "Security");
    await page.getByRole("radiogroup", { name: "Read-only root file system" }).getByRole("radio", { name: "false", exact: true }).check();
    const { essential: _, ...rest } = container;
    await expect.poll(() => shownContainer(page)).toEqual({ ...rest, memory: 256, cpu: 128, readonlyRootFilesystem: false });
  });

  test("rows of ports", async ({ page }) => {
    await select(page, "api");
    const ports = group(page, "Ports");
    await ports.getByRole("button", { name: "Add", exact: true }).click();
    await expect(field(ports, "Container port")).toHaveCount(2);
    await field(ports, "Container port").nth(1).fill("9090");
    await field(ports, "Port name").nth(1).fill("metrics");
    await ports.getByRole("radiogroup", { name: "Protocol", exact: true }).nth(1).getByRole("radio", { name: "udp" }).check();
    const added = { containerPort: 9090, name: "metrics", protocol: "udp" };
    await expect.poll(() => shownContainer(page)).toEqual({ ...container, portMappings: [...container.portMappings, added] });
    await ports.getByRole("button", { name: "Move item 2 up" }).click();
    await expect.poll(() => shownContainer(page)).toEqual({ ...container, portMappings: [added, ...container.portMappings] });
    await ports.getByRole("button", { name: "Remove item 1" }).click();
    await expect.poll(() => shownContainer(page)).toEqual(container);
  });

  test("tables of names and values", async ({ page }) => {
    await select(page, "api");
    const environment = group(page, "Environment variables");
    for (const [at, name, value] of [[1, "LOG_LEVEL", "debug"], [2, "EMPTY", ""]] as const) {
      await environment.getByRole("button", { name: "Add", exact: true }).click();
      await field(environment, `Name, row ${at}`).fill(name);
      if (value !== "") await field(environment, `Value, row ${at}`).fill(value);
    }
    await expect.poll(() => shownContainer(page)).toMatchObject({ environment: [{ name: "LOG_LEVEL", value: "debug" }, { name: "EMPTY" }] });

    await addField(page, "dockerLabels");
    const labels = group(page, "Docker labels");
    await labels.getByRole("button", { name: "Add", exact: true }).click();
    await expect(field(labels, "Docker labels: name 1")).toBeFocused();
    await page.keyboard.type("team");
    await field(labels, "Docker labels: value 1").fill("orders");
    await labels.getByRole("button", { name: "Add", exact: true }).click();
    await field(labels, "Docker labels: name 2").fill("tier");
    await field(labels, "Docker labels: value 2").fill("2");
    await expect.poll(() => shownContainer(page)).toMatchObject({ dockerLabels: { team: "orders", tier: "2" } });
    await labels.getByRole("button", { name: "Remove Docker labels 1" }).click();
    await expect(field(labels, "Docker labels: name 1")).toHaveValue("tier");
    await expect(field(labels, "Docker labels: name 2")).toHaveCount(0);
  });

  test("pasted lines become rows", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(() => navigator.clipboard.writeText("# settings\nA=1\nexport B=\"two words\"\n"));
    await select(page, "api");
    const environment = group(page, "Environment variables");
    await environment.getByRole("button", { name: "Add", exact: true }).click();
    await field(environment, "Name, row 1").press("Control+v");
    const rows = [{ name: "A", value: "1" }, { name: "B", value: "two words" }];
    await expect.poll(() => shownContainer(page)).toEqual({ ...container, environment: rows });

    await page.evaluate(() => navigator.clipboard.writeText("httpd\n-D\nFOREGROUND\n"));
    await openSection(page, "Command");
    await group(page, "Command").getByRole("button", { name: "Add", exact: true }).click();
    await field(page, "Command 1").press("Control+v");
    await expect.poll(() => shownContainer(page)).toMatchObject({ command: ["httpd", "-D", "FOREGROUND"] });
  });

  test("lists of texts", async ({ page }) => {
    await select(page, "api");
    await openSection(page, "Command");
    const command = group(page, "Command");
    for (const [at, word] of ["httpd", "-D", "FOREGROUND"].entries()) {
      await command.getByRole("button", { name: "Add", exact: true }).click();
      await expect(field(command, `Command ${at + 1}`)).toBeFocused();
      await page.keyboard.type(word);
    }
    await expect.poll(() => shownContainer(page)).toMatchObject({ command: ["httpd", "-D", "FOREGROUND"] });
    await command.getByRole("button", { name: "Move Command 3 up" }).click();
    await command.getByRole("button", { name: "Remove Command 1" }).click();
    await expect.poll(() => shownContainer(page)).toMatchObject({ command: ["FOREGROUND", "-D"] });
  });

  test("fields found by their name", async ({ page }) => {
    await select(page, "api");
    await addField(page, "healthCheck");
    const check = group(page, "Health check");
    const command = group(check, "Command");
    for (const [at, word] of ["CMD-SHELL", "true"].entries()) {
      await command.getByRole("button", { name: "Add", exact: true }).click();
      await expect(field(command, `Command ${at + 1}`)).toBeFocused();
      await page.keyboard.type(word);
    }
    await field(check, "Interval").fill("20");

    await addField(page, "ulimits");
    const ulimits = group(page, "Ulimits");
    await ulimits.getByRole("button", { name: "Add", exact: true }).click();
    await field(ulimits, "Limit, row 1").selectOption("nofile");
    await field(ulimits, "Soft limit, row 1").fill("1024");
    await field(ulimits, "Hard limit, row 1").fill("2048");

    await addField(page, "logConfiguration.options");
    const logging = group(page, "Logging");
    await field(logging, "Log driver").selectOption("awslogs");
    await group(logging, "Options").getByRole("button", { name: "Add", exact: true }).click();
    await field(logging, "Options: name 1").fill("awslogs-group");
    await field(logging, "Options: value 1").fill("/orders");

    await addField(page, "linuxParameters.swappiness");
    await expect(field(page, "Swappiness")).toBeFocused();
    await page.keyboard.type("10");

    await expect.poll(() => shownContainer(page)).toEqual({
      ...container,
      healthCheck: { command: ["CMD-SHELL", "true"], interval: 20 },
      ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 2048 }],
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/orders" } },
      linuxParameters: { swappiness: 10 },
    });
  });
});

test("a mistake is shown beside its field and in Problems, and a Fix mends it with one click", async ({ page }) => {
  await openJson(page, TASK);
  await expect(problems(page)).toContainText("Nothing found");
  const memory = field(page, "Task memory");
  await memory.fill("4096");
  await memory.press("Tab");
  await expect(memory).toHaveAccessibleDescription(/Error: Fargate has no size with 256 CPU units and 4096 MiB/);
  await expect(memory).toHaveAttribute("aria-invalid", "true");
  await expect(problem(page, "TD-CPU-MEM-FARGATE")).toContainText("Task memory");
  await expect(problems(page)).toContainText("1 error");
  await problem(page, "TD-CPU-MEM-FARGATE").getByRole("button", { name: "Fix" }).click();
  await expect(field(page, "Task CPU")).toHaveValue("512");
  await expect(problem(page, "TD-CPU-MEM-FARGATE")).toHaveCount(0);
  await expect(memory).not.toHaveAttribute("aria-invalid");
  await expect(problems(page)).toContainText("Nothing found");

  // The same by the button beside the field.
  await undo(page).click();
  await expect(problem(page, "TD-CPU-MEM-FARGATE")).toHaveCount(1);
  await page.getByRole("region", { name: /^Compute and size/ }).getByRole("button", { name: "Set cpu to 512" }).click();
  await expect(field(page, "Task CPU")).toHaveValue("512");
  await expect(problem(page, "TD-CPU-MEM-FARGATE")).toHaveCount(0);
});

test("undo and redo cover everything", async ({ page }) => {
  await openJson(page, { ...TASK, memory: "4096" });
  const family = field(page, "Family");
  const steps: [string, () => Promise<void>][] = [
    ["a form edit", () => family.fill("edited").then(() => family.press("Tab"))],
    ["a fix", () => problem(page, "TD-CPU-MEM-FARGATE").getByRole("button", { name: "Fix" }).click()],
    ["the JSON", async () => {
      const text = (await json(page).innerText()).replace('"edited"', '"by-hand"');
      await writeJson(page, text);
      await expect(family).toHaveValue("by-hand");
    }],
    ["Add JSON", async () => {
      await page.getByRole("button", { name: "Add JSON" }).click();
      const dialog = page.getByRole("dialog", { name: "Add JSON to this design" });
      await dialog.getByLabel(/^Paste/).fill(JSON.stringify({ ...TASK, family: "added" }));
      await dialog.getByRole("button", { name: "Add to this design" }).click();
      await expect(dialog).toBeHidden();
    }],
  ];
  await page.getByRole("button", { name: "Whole design" }).click();
  await page.setViewportSize({ width: 1440, height: 2400 });
  const states = [await shownJson(page)];
  for (const [what, step] of steps) {
    await step();
    await expect.poll(() => shownJson(page), what).not.toEqual(states.at(-1));
    states.push(await shownJson(page));
  }
  // By the buttons, then by the keys, wherever the focus is.
  const backAndForth: [() => Promise<void>, () => Promise<void>][] = [
    [() => undo(page).click(), () => redo(page).click()],
    [() => page.keyboard.press("Control+z"), () => page.keyboard.press("Control+Shift+z")],
  ];
  for (const [back, forth] of backAndForth) {
    for (let at = steps.length - 1; at >= 0; at--) {
      await back();
      await expect.poll(() => shownJson(page), `undo ${steps[at][0]}`).toEqual(states[at]);
    }
    for (const [at, [what]] of steps.entries()) {
      await forth();
      await expect.poll(() => shownJson(page), `redo ${what}`).toEqual(states[at + 1]);
    }
    await family.focus();
  }
  await family.pressSequentially("!");
  await expect(family).toHaveValue("by-hand!");
  await page.keyboard.press("Control+z");
  await expect(family).toHaveValue("by-hand");
  await json(page).focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => shownJson(page)).toEqual(states.at(-2));
});

test("F8 goes from problem to problem", async ({ page }) => {
  await openJson(page, { ...TASK, memory: "4096", containerDefinitions: [{ ...container, image: "" }] });
  await expect(problems(page)).toContainText("2 errors");
  const entries = problems(page).getByRole("listitem");
  const places: string[] = [];
  for (let at = 0; at < 2; at++) {
    await page.keyboard.press("F8");
    await expect(entries.nth(at).getByRole("button").first()).toHaveAttribute("aria-current", "true");
    await expect(page.locator(":focus")).toHaveAccessibleDescription(/Error/);
    places.push((await page.locator(":focus").inputValue()) ?? "");
  }
  expect(places.toSorted()).toEqual(["", "4096"]);
  await page.keyboard.press("Shift+F8");
  await expect(entries.first().getByRole("button").first()).toHaveAttribute("aria-current", "true");
});

test("all by keyboard", async ({ page }) => {
  await openJson(page, TASK);
  await saved(page);
  const reach = async (what: import("@playwright/test").Locator, key = "Tab") => {
    for (let presses = 0; presses < 80; presses++) {
      if (await what.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press(key);
    }
    await expect(what).toBeFocused();
  };
  await page.locator("body").press("Tab");
  await reach(page.getByRole("link", { name: "Skip to content" }), "Shift+Tab");
  await page.keyboard.press("Enter");

  // Opens a section and changes a value in it.
  const volumes = page.getByRole("button", { name: /^Volumes/ });
  await reach(volumes);
  await page.keyboard.press("Enter");
  await expect(volumes).toHaveAttribute("aria-expanded", "true");
  await reach(group(page, "Volumes").getByRole("button", { name: "Add", exact: true }));
  await page.keyboard.press("Space");
  await expect(group(page, "Volumes").getByRole("button", { name: /^Item 1/ })).toBeVisible();
  await reach(field(group(page, "Volumes"), "Name"));
  await page.keyboard.type("scratch");
  await expect(json(page)).toContainText('"name": "scratch"');

  // Adds a container, which gets the focus, and names its image.
  await reach(page.getByRole("button", { name: "Add a container", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "container-2" })).toBeFocused();
  await reach(field(page, "Image"));
  await page.keyboard.type("public.ecr.aws/docker/library/redis:8");
  await expect(json(page)).toContainText("redis:8");

  // Finds a field by name.
  await reach(field(page, "Add field"), "Shift+Tab");
  await page.keyboard.type("stoptime");
  await expect(offers(page).and(page.getByRole("option", { selected: true }))).toContainText("stopTimeout");
  await page.keyboard.press("Enter");
  await expect(field(page, "Stop timeout")).toBeFocused();
  await page.keyboard.type("90");
  await expect(json(page)).toContainText('"stopTimeout": 90');

  // Out of the JSON again: Tab is no trap.
  await reach(json(page));
  await page.keyboard.press("Tab");
  await expect(json(page)).not.toBeFocused();
  await saved(page);
});

test("containers and services are added, copied, renamed and deleted", async ({ page }) => {
  await openJson(page, TASK);
  await page.getByRole("button", { name: "Add a container to orders" }).click();
  await expect(field(page, "Name")).toHaveValue("container-2");
  await page.getByRole("main").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "api" })).toBeVisible();
  await page.getByRole("button", { name: "Add to Services" }).click();
  await expect(field(page, "Task definition")).toHaveValue("${taskDefinitions.orders}");
  await select(page, "orders");
  await page.getByRole("button", { name: /^Rename/ }).click();
  await field(page, "Local name").fill("basket");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "basket" })).toBeVisible();
  await select(page, "app");
  await expect(field(page, "Task definition")).toHaveValue("${taskDefinitions.basket}");
});
