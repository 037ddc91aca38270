// What a person does in the editor again and again.
import { type Locator, type Page, expect } from "@playwright/test";

/** A small Fargate task that nobody has anything against. */
export const TASK = {
  family: "orders",
  requiresCompatibilities: ["FARGATE"],
  networkMode: "awsvpc",
  cpu: "256",
  memory: "512",
  executionRoleArn: "arn:aws:iam::111122223333:role/orders-execution",
  containerDefinitions: [
    {
      name: "api",
      image: "public.ecr.aws/docker/library/httpd:2.4",
      essential: true,
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080, protocol: "tcp" }],
    },
  ],
};

/** A service that runs it. */
export const SERVICE = {
  serviceName: "orders-service",
  cluster: "main",
  taskDefinition: "orders",
  desiredCount: 2,
  launchType: "FARGATE",
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets: ["subnet-0aaaaaaaaaaaaaaa1"],
      securityGroups: ["sg-0aaaaaaaaaaaaaaa1"],
      assignPublicIp: "DISABLED",
    },
  },
};

/** Both in a design, the service referring to the task. */
export const DESIGN = {
  name: "Order handling",
  taskDefinitions: { orders: TASK },
  services: { "orders-service": { ...SERVICE, taskDefinition: "${taskDefinitions.orders}" } },
};

/** Opens the dialog for JSON in the list of designs. */
export async function openDialog(page: Page): Promise<Locator> {
  await page.goto("/designs");
  await page.getByRole("button", { name: "Open JSON" }).click();
  return page.getByRole("dialog", { name: "Open JSON" });
}

/** Pastes `what` as a new design, and waits for its form. */
export async function openJson(page: Page, what: unknown): Promise<void> {
  const dialog = await openDialog(page);
  const text = typeof what === "string" ? what : JSON.stringify(what, null, 2);
  await dialog.getByLabel(/^Paste/).fill(text);
  await dialog.getByRole("button", { name: "Open as a new design" }).click();
  await expect(field(page, "Add field")).toBeVisible();
  await expect(json(page)).toContainText("{");
}

export const outline = (page: Page) => page.getByRole("navigation", { name: "Outline" });

/** Shows the form of an element or container that no other shares its name with. */
export async function select(page: Page, name: string): Promise<void> {
  await outline(page).getByRole("button", { name: new RegExp(`^${name}( \\d+ errors?)?$`) }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

export const field = (page: Page | Locator, label: string) => page.getByLabel(label, { exact: true });

export const group = (page: Page | Locator, label: string) => page.getByRole("group", { name: label, exact: true });

/** Opens a section that is closed. */
export async function openSection(page: Page, title: string): Promise<void> {
  const button = page.getByRole("heading", { level: 2, name: new RegExp(`^${title}`) }).getByRole("button");
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
}

/** What "Add field" offers. */
export const offers = (page: Page) => page.getByRole("listbox", { name: "Members" }).getByRole("option");

/** Looks for a member by AWS's name and goes to it. */
export async function addField(page: Page, wire: string): Promise<void> {
  await field(page, "Add field").fill(wire);
  await offers(page)
    .filter({ has: page.getByText(wire, { exact: true }) })
    .click();
}

export const json = (page: Page) => page.getByRole("textbox", { name: "JSON", exact: true });

/** Pastes over all of the JSON. */
export async function writeJson(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await json(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
}

/** All that the JSON pane shows; for texts that are short enough to be on the screen. */
export async function shownJson(page: Page): Promise<unknown> {
  return JSON.parse((await json(page).innerText()).replaceAll("\u00a0", " "));
}

export const problems = (page: Page) => page.getByRole("region", { name: "Problems" });

/** The entries of the list of problems about a rule. */
export const problem = (page: Page, rule: string) => problems(page).getByRole("listitem").filter({ hasText: rule });

/** Presses Copy, and gives what is in the clipboard then. */
export async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => navigator.clipboard.writeText("nothing copied"));
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).not.toBe("nothing copied");
  return clipboard();
}

export async function saved(page: Page): Promise<void> {
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

export const undo = (page: Page) => page.getByRole("button", { name: "Undo" });
export const redo = (page: Page) => page.getByRole("button", { name: "Redo" });
