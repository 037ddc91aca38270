// People: how they come in, what they may do, and what is told of it.
import type { Locator, Page } from "@playwright/test";

import { stored } from "../support/documents.ts";
import { DESIGN } from "../support/editor.ts";
import { makeDesign, sideways } from "../support/operate.ts";
import { PASSWORD, email, everywhere, refusalsAreFine, test } from "../support/team.ts";
import { accessible, expect } from "../support/test.ts";

/** Opens the menu, and gives it. */
async function menu(page: Page, button: string): Promise<Locator> {
  await page.getByRole("button", { name: button, exact: true }).click();
  return page.getByRole("navigation", { name: "Menu" });
}

async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail").fill(email(name));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const person = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });

test("the server's link makes the first owner, once", async ({ team, complaints }) => {
  const page = await team.stranger();
  await page.goto(team.server.ownerLink);
  await expect(page.getByText("The server invites you as owner everywhere.")).toBeVisible();
  expect(page.url()).toBe(`${team.server.address}/join`);
  await accessible(page);

  // What is missing is said while the password is typed, and beside the fields when it is sent too early.
  await page.getByLabel("Password").fill("calm otte");
  await expect(page.getByText("3 more characters are needed.")).toBeVisible();
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByLabel("Your name")).toBeFocused();
  await expect(page.getByText("Say how others know you.")).toBeVisible();
  await page.getByLabel("Your name").fill("Olga");
  await page.getByLabel("E-mail").fill(email("Olga"));
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL(/\/designs\//);
  await expect(await menu(page, "Olga")).toContainText("People");

  const other = await team.stranger();
  await other.goto(team.server.ownerLink);
  await expect(other.getByRole("heading", { name: "The invitation can't be used" })).toBeVisible();
  await expect(other.getByText("it was used before")).toBeVisible();
  await accessible(other);
  await other.goto("/join");
  await expect(other.getByRole("heading", { name: "This address has no invitation" })).toBeVisible();
  refusalsAreFine(complaints);
});

test("invite, join, and what the menu offers then", async ({ team }) => {
  const owner = await team.owner();
  await owner.goto("/people");
  await owner.getByRole("button", { name: "Invite" }).click();
  const dialog = owner.getByRole("dialog", { name: "Invite someone" });
  await dialog.getByLabel("Whom it is for").fill("Mia of checkout");
  await dialog.getByRole("button", { name: "Take viewer everywhere from the invitation" }).click();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "Give at least one role" })).toBeVisible();
  await dialog.getByLabel("Role", { exact: true }).selectOption("editor");
  await dialog.getByLabel("Where it holds").selectOption("in sandbox");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await accessible(owner);
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const address = dialog.getByLabel("Address of the invitation", { exact: true });
  await expect(address).toBeFocused();
  await expect(dialog).toContainText("joins as editor in sandbox");
  const link = await address.inputValue();
  expect(link).toMatch(new RegExp(`^${team.server.address}/join#.{20,}`));
  await accessible(owner);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(owner.getByRole("row", { name: /^Mia of checkout editor in sandbox Olga/ })).toBeVisible();

  const mia = await team.stranger();
  await mia.goto(link);
  await expect(mia.getByText("Olga invites you as editor in sandbox.")).toBeVisible();
  await mia.getByLabel("Your name").fill("Mia");
  await mia.getByLabel("E-mail").fill(email("Mia"));
  await mia.getByLabel("Password").fill(PASSWORD);
  await mia.keyboard.press("Enter");
  await expect(mia).toHaveURL(/\/designs\//);
  const offered = await menu(mia, "Mia");
  await expect(offered.getByRole("link")).toHaveText(["Reviews", "Tokens", "Audit", "Account"]);
  await offered.getByRole("link", { name: "Account" }).click();
  await expect(mia.getByText("editor in sandbox")).toBeVisible();

  await owner.reload();
  await expect(person(owner, "Mia")).toContainText(email("Mia"));
  await expect(owner.getByText("None is open.")).toBeVisible();
});

test("an invitation that was revoked lets nobody in", async ({ team, complaints }) => {
  const link = await team.invite(everywhere("viewer"));
  const owner = await team.owner();
  await owner.goto("/people");
  await owner.getByRole("button", { name: "Revoke the invitation for nobody named" }).click();
  await expect(owner.getByText("None is open.")).toBeVisible();
  const page = await team.stranger();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "The invitation can't be used" })).toBeVisible();
  refusalsAreFine(complaints);
});

test("sign in, wrong and right, and out", async ({ team, complaints }) => {
  await team.person("Mia", everywhere("viewer"));
  const page = await team.stranger();
  await page.goto("/people");
  await expect(page).toHaveURL(`${team.server.address}/sign-in?then=%2Fpeople`);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Type your e-mail address and your password.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await signIn(page, "Mia", "calm otters plan boys");
  await expect(page.getByRole("alert").filter({ hasText: "No account has this e-mail address" })).toBeVisible();
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveValue(email("Mia"));
  await accessible(page);
  await signIn(page, "Mia");
  await expect(page).toHaveURL(/\/people$/);
  await expect(page.getByText("You may not manage this.")).toBeVisible();

  await (await menu(page, "Mia")).getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await page.request.get("/api/designs")).status()).toBe(401);
  refusalsAreFine(complaints);
});

test("after too many wrong passwords one has to wait, and is told", async ({ team, complaints }) => {
  await team.person("Mia", everywhere("viewer"));
  const page = await team.stranger();
  await page.goto("/sign-in");
  const tries = async () => {
    const data = { email: email("Mia"), password: "calm otters plan boys" };
    return (await page.request.post("/api/session", { data })).status();
  };
  await expect.poll(tries, { timeout: 40_000, intervals: [10] }).toBe(429);
  await signIn(page, "Mia");
  await expect(page.getByRole("alert").filter({ hasText: /[Tt]oo (many|often)|[Ww]ait/ })).toBeVisible();
  refusalsAreFine(complaints);
});

for (const then of ["//example.com/x", "/\\example.com/x", "https://example.com/x", "/\t/example.com/x", "javascript:alert(1)"]) {
  test(`nobody is sent elsewhere after signing in: ${JSON.stringify(then)}`, async ({ team }) => {
    await team.person("Mia", everywhere("viewer"));
    const page = await team.stranger();
    await page.goto(`/sign-in?then=${encodeURIComponent(then)}`);
    await signIn(page, "Mia");
    await expect(page).toHaveURL(/\/designs\//);
    expect(new URL(page.url()).origin).toBe(team.server.address);
  });
}

test("roles that are changed count at once, and the last owner stays", async ({ team, complaints }) => {
  const mia = await team.person("Mia", everywhere("viewer"));
  await mia.goto("/designs");
  await expect(mia.getByRole("table")).toBeVisible();
  await expect(mia.getByRole("button", { name: "Mia" })).toBeVisible();
  await expect(mia.getByRole("button", { name: "New design" })).toHaveCount(0);
  await expect(mia.getByRole("button", { name: /^Delete/ })).toHaveCount(0);

  const owner = await team.owner();
  await owner.goto("/people");
  await person(owner, "Mia").getByRole("button", { name: "Add a role to Mia" }).click();
  await expect(person(owner, "Mia").getByLabel("Role", { exact: true })).toBeFocused();
  await person(owner, "Mia").getByLabel("Role", { exact: true }).selectOption("editor");
  await person(owner, "Mia").getByRole("button", { name: "Add", exact: true }).click();
  await expect(person(owner, "Mia")).toContainText("editor everywhere");
  await expect(person(owner, "Mia").getByRole("button", { name: "Add a role to Mia" })).toBeFocused();
  await mia.reload();
  await expect(mia.getByRole("button", { name: "New design" })).toBeVisible();
  expect((await mia.request.post("/api/designs", { data: { name: "Mine" } })).status()).toBe(201);

  await person(owner, "Mia").getByRole("button", { name: "Take editor everywhere from Mia" }).click();
  await expect(person(owner, "Mia")).not.toContainText("editor everywhere");
  expect((await mia.request.post("/api/designs", { data: { name: "Mine" } })).status()).toBe(403);

  await person(owner, "Olga").getByRole("button", { name: "Take owner everywhere from Olga" }).click();
  await expect(owner.getByText("You could no longer manage people here.")).toBeVisible();
  await expect(owner.getByRole("button", { name: "Keep it" })).toBeFocused();
  await owner.getByRole("button", { name: "Take it" }).click();
  await expect(owner.getByRole("alert").filter({ hasText: "Nobody would be left who is owner everywhere" })).toBeVisible();
  await expect(person(owner, "Olga")).toContainText("owner everywhere");
  await accessible(owner);
  refusalsAreFine(complaints);
});

test("who is disabled is out at once", async ({ team, complaints }) => {
  const mia = await team.person("Mia", everywhere("viewer"));
  await mia.goto("/designs");
  await expect(mia.getByRole("table")).toBeVisible();
  const owner = await team.owner();
  await owner.goto("/people");
  await expect(person(owner, "Olga").getByRole("button", { name: "Disable Olga" })).toHaveCount(0);
  await person(owner, "Mia").getByRole("button", { name: "Disable Mia" }).click();
  await expect(person(owner, "Mia").getByRole("button", { name: "Disable", exact: true })).toBeFocused();
  await person(owner, "Mia").getByRole("button", { name: "Disable", exact: true }).click();
  await expect(person(owner, "Mia")).toContainText("Disabled on");
  await accessible(owner);

  await mia.getByRole("table").getByRole("link").first().click();
  await expect(mia).toHaveURL(/\/sign-in\?then=%2Fdesigns%2F/);
  await signIn(mia, "Mia");
  await expect(mia.getByRole("alert").filter({ hasText: "No account has this e-mail address" })).toBeVisible();
  refusalsAreFine(complaints);
});

test("what was typed is not lost where a session ends", async ({ team, complaints }) => {
  const mia = await team.person("Mia", everywhere("editor"));
  const id = await makeDesign(mia, DESIGN);
  await mia.goto(`/designs/${id}`);
  const name = mia.getByLabel("Name of the design");
  await expect(name).toHaveValue("Order handling");
  await mia.request.delete("/api/session");
  await name.fill("Order handling, mended");
  const said = mia.getByRole("alert").filter({ hasText: "You are signed out" });
  await expect(said).toBeVisible();
  await accessible(mia);

  const [tab] = await Promise.all([mia.waitForEvent("popup"), said.getByRole("link", { name: "sign in in a new tab" }).click()]);
  await signIn(tab, "Mia");
  await expect(tab.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await tab.close();
  await expect(mia.getByText("Saved", { exact: true })).toBeVisible();
  await expect(said).toHaveCount(0);
  expect((await stored(mia.request, id)).document.name).toBe("Order handling, mended");
  refusalsAreFine(complaints);
});

test("who may only look sees the editor, and nothing is sent", async ({ team }) => {
  const owner = await team.owner();
  const id = await makeDesign(owner, DESIGN);
  const mia = await team.person("Mia", everywhere("viewer"));
  const sent: string[] = [];
  mia.on("request", (request) => request.method() === "GET" || sent.push(`${request.method()} ${request.url()}`));
  await mia.goto(`/designs/${id}`);
  await expect(mia.getByText("You can look at this design; what you change here is not saved.")).toBeVisible();
  await mia.getByLabel("Name of the design").fill("Mine");
  await expect(mia.getByText("Not saved: you may only look")).toBeVisible();
  await accessible(mia);
  await mia.reload();
  await expect(mia.getByLabel("Name of the design")).toHaveValue("Order handling");
  expect(sent).toEqual([]);
});

test("an API token is made, shown once, used and revoked", async ({ team, complaints, request }) => {
  const mia = await team.person("Mia", everywhere("editor"));
  await mia.goto("/tokens");
  await expect(mia.getByRole("heading", { name: "No tokens" })).toBeVisible();
  await mia.getByRole("button", { name: "New token" }).click();
  const dialog = mia.getByRole("dialog", { name: "New API token" });
  await dialog.getByRole("button", { name: "Make the token" }).click();
  await expect(dialog.getByText("Name what uses it, such as the pipeline.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Pipeline");
  await dialog.getByLabel("Scope").selectOption("view");
  await dialog.getByLabel("Environment").selectOption("in sandbox");
  await dialog.getByLabel("Expires in").selectOption("7 days");
  await accessible(mia);
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const secret = dialog.getByLabel("API token", { exact: true });
  await expect(secret).toBeFocused();
  const token = await secret.inputValue();
  await accessible(mia);
  await mia.keyboard.press("Escape");
  const row = mia.getByRole("row", { name: /^Pipeline/ });
  await expect(row).toContainText("view in sandbox");
  await expect(row).toContainText("Never");

  const headers = { Authorization: `Bearer ${token}` };
  expect((await request.get(`${team.server.address}/api/designs`, { headers })).status()).toBe(200);
  await mia.reload();
  await expect(row).not.toContainText("Never");
  expect(await mia.content()).not.toContain(token);
  await accessible(mia);

  // An owner sees and revokes it as well.
  const owner = await team.owner();
  await owner.goto("/tokens");
  await owner.getByRole("button", { name: "Revoke Pipeline" }).click();
  await owner.getByRole("row", { name: /^Pipeline/ }).getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(owner.getByRole("heading", { name: "No tokens" })).toBeVisible();
  expect((await request.get(`${team.server.address}/api/designs`, { headers })).status()).toBe(401);
  refusalsAreFine(complaints);
});

test("a hook is made, its secret shown once, tried and removed", async ({ team, complaints }) => {
  const owner = await team.owner();
  await owner.goto("/hooks");
  await expect(owner.getByRole("heading", { name: "No hooks" })).toBeVisible();
  await owner.getByRole("button", { name: "New hook" }).click();
  const dialog = owner.getByRole("dialog", { name: "New hook" });
  await dialog.getByLabel("Name").fill("Incidents");
  await dialog.getByLabel("Address").fill("http://127.0.0.1:1/hook");
  await dialog.getByLabel("Only what is chosen here").check();
  await dialog.getByLabel("Glass broken").check();
  await dialog.getByLabel("Apply ended").check();
  await accessible(owner);
  await dialog.getByRole("button", { name: "Make the hook" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "Nothing can be sent there" })).toBeVisible();
  await dialog.getByLabel("Address").fill("https://hooks.example.com/a-secret-path");
  await dialog.getByRole("button", { name: "Make the hook" }).click();
  await expect(dialog.getByLabel("Secret that messages are signed with", { exact: true })).toBeFocused();
  await expect(dialog).toContainText("Bayplan-Signature: t=TIME,v1=HEX");
  await accessible(owner);
  await dialog.getByRole("button", { name: "Done" }).click();

  const row = owner.getByRole("row", { name: /^Incidents Webhook/ });
  await expect(row).toContainText("Glass broken, Apply ended");
  await expect(row).toContainText("https://hooks.example.com");
  await expect(row).not.toContainText("a-secret-path");
  await row.getByRole("button", { name: "Try Incidents" }).click();
  const deliveries = owner.getByRole("region", { name: "Deliveries to Incidents" });
  await expect(deliveries.getByText("A message to try it")).toBeVisible();
  await deliveries.getByText("Body").click();
  await expect(deliveries.locator("pre")).toContainText("{");
  await deliveries.getByRole("button", { name: /^Send again/ }).click();
  await expect(deliveries.getByText("A message to try it")).toBeVisible();
  await accessible(owner);
  await row.getByRole("button", { name: "Remove Incidents" }).click();
  await row.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(owner.getByRole("heading", { name: "No hooks" })).toBeVisible();
  refusalsAreFine(complaints);
});

test("the record says who did what, and can be filtered by the address", async ({ team, complaints }) => {
  const owner = await team.owner();
  const mia = await team.person("Mia", everywhere("editor"));
  await makeDesign(mia, DESIGN);
  const wrong = await (await team.stranger()).request.post("/api/session", { data: { email: email("Mia"), password: "no" } });
  expect(wrong.status()).toBe(401);

  await owner.goto("/audit");
  const entries = owner.getByRole("list", { name: "Entries" }).locator(":scope > li");
  await expect(entries.filter({ hasText: "Mia created the design Order handling." })).toHaveCount(1);
  await expect(entries.filter({ hasText: "Olga invited someone." })).toContainText("Roles: editor everywhere");
  await expect(entries.filter({ hasText: "refused a sign-in" })).toContainText("Whom: Mia");
  await expect(owner.getByText("That is all.")).toBeVisible();
  await accessible(owner);

  await owner.getByLabel("Who").selectOption("Mia");
  await expect(owner).toHaveURL(/\/audit\?person=/);
  await expect(entries.filter({ hasText: "Olga invited" })).toHaveCount(0);
  await owner.getByLabel("What").selectOption("Design created");
  await expect(entries).toHaveCount(1);
  await owner.reload();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText("Mia created the design Order handling.");
  await owner.getByLabel("Where").selectOption("sandbox");
  await expect(owner.getByText("No entry fits what is chosen above")).toBeVisible();
  await owner.getByRole("button", { name: "Show all" }).click();
  await expect(owner).toHaveURL(/\/audit$/);
  await expect(entries.filter({ hasText: "Olga invited" })).toHaveCount(1);

  const [download] = await Promise.all([owner.waitForEvent("download"), owner.getByRole("link", { name: "Export all" }).click()]);
  expect(download.suggestedFilename()).toBe("bayplan-audit.ndjson");
  await mia.goto("/audit");
  await expect(mia.getByText("Mia created the design Order handling.")).toBeVisible();
  await expect(mia.getByRole("link", { name: "Export all" })).toHaveCount(0);
  refusalsAreFine(complaints);
});

test("a record that was tampered with is an alarm", async ({ team }) => {
  const owner = await team.owner();
  await team.person("Mia", everywhere("viewer"));
  await owner.route("**/api/audit?*", async (route) => {
    const answer = await route.fetch();
    const page = await answer.json();
    page.entries[1].at += 1;
    await route.fulfill({ response: answer, json: page });
  });
  await owner.goto("/audit");
  await expect(owner.getByRole("alert").filter({ hasText: "The record was tampered with" })).toBeVisible();
  await expect(owner.getByText("Doesn't fit")).toHaveCount(1);
  await accessible(owner);
});

test("one's own account: roles, password, signing out", async ({ team, complaints }) => {
  const mia = await team.person("Mia", everywhere("viewer"), { environment: "sandbox", role: "applier" });
  const elsewhere = await team.stranger();
  await elsewhere.goto("/sign-in?then=/account");
  await signIn(elsewhere, "Mia");
  await expect(elsewhere.getByText("applier in sandbox")).toBeVisible();

  await mia.goto("/account");
  await expect(mia.getByText("viewer everywhere")).toBeVisible();
  await mia.getByLabel("Current password").fill("another one");
  await mia.getByLabel("New password").fill("short");
  await mia.getByRole("button", { name: "Change the password" }).click();
  await expect(mia.getByLabel("New password")).toBeFocused();
  await mia.getByLabel("New password").fill("brisk gulls load cranes");
  await mia.getByRole("button", { name: "Change the password" }).click();
  await expect(mia.getByRole("alert").filter({ hasText: "The current password is another one." })).toBeVisible();
  await expect(mia.getByLabel("Current password")).toBeFocused();
  await mia.getByLabel("Current password").fill(PASSWORD);
  await mia.getByRole("button", { name: "Change the password" }).click();
  await expect(mia.getByText("The password is changed.")).toBeVisible();
  await accessible(mia);

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in\?then=%2Faccount/);
  await signIn(elsewhere, "Mia", "brisk gulls load cranes");
  await expect(elsewhere).toHaveURL(/\/account$/);
  await elsewhere.locator("main").getByRole("button", { name: "Sign out" }).click();
  await expect(elsewhere).toHaveURL(/\/sign-in$/);
  refusalsAreFine(complaints);
});

test("a link that can't be opened says why, and its secret leaves the address", async ({ team, complaints }) => {
  const page = await team.stranger();
  await page.goto("/open#no-such-link");
  await expect(page.getByRole("heading", { name: "The review can't be opened with this link" })).toBeVisible();
  await expect(page.getByText("it was revoked, has expired")).toBeVisible();
  expect(page.url()).toBe(`${team.server.address}/open`);
  await accessible(page);
  refusalsAreFine(complaints);
});

test("a keyboard is enough", async ({ team }) => {
  await team.person("Mia", everywhere("viewer"));
  const page = await team.stranger();
  await page.goto("/sign-in?then=/tokens");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(email("Mia"));
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "API tokens" })).toBeVisible();

  const button = page.getByRole("button", { name: "Mia", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const offered = page.getByRole("navigation", { name: "Menu" });
  await expect(offered).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(offered.getByRole("link", { name: "Reviews" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(offered).toBeHidden();
  await expect(button).toBeFocused();

  await page.getByRole("button", { name: "New token" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Pipeline");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("API token", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "New token" })).toBeFocused();
});

test("all of it fits a phone", async ({ team }) => {
  await team.person("Maximiliana Featherstonehaugh-Cholmondeley", everywhere("viewer"), everywhere("approver"));
  await team.invite(everywhere("editor"), { environment: "sandbox", role: "owner" });
  const owner = await team.owner();
  await owner.request.post("/api/tokens", { data: { name: "A pipeline", scope: "push", environment: "*", expiresInDays: 30 } });
  const hook = { kind: "slack", name: "The channel of the team", url: "https://hooks.example.com/services/T0/B0/x", acts: [] };
  expect((await owner.request.post("/api/hooks", { data: hook })).status()).toBe(201);
  await owner.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/people", "/tokens", "/hooks", "/audit", "/account"]) {
    await owner.goto(path);
    await expect(owner.getByRole("button", { name: "Olga", exact: true })).toBeVisible();
    await expect(owner.getByText(/^Loading/)).toHaveCount(0);
    expect(await sideways(owner), path).toBe(0);
    await accessible(owner);
  }
  await (await menu(owner, "Olga")).getByRole("link", { name: "People" }).click();
  await expect(owner.getByRole("heading", { name: "People" })).toBeVisible();
  const stranger = await team.stranger();
  await stranger.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/sign-in", "/join", "/open"]) {
    await stranger.goto(path);
    await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await sideways(stranger), path).toBe(0);
    await accessible(stranger);
  }
});
