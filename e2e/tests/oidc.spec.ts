// Signing in with OpenID Connect, at a real provider.
import type { Page } from "@playwright/test";

import { test } from "../support/oidc.ts";
import { email, everywhere } from "../support/team.ts";
import { accessible, expect } from "../support/test.ts";

const WITH = { join: "Join with localhost", signIn: "Sign in with localhost" };

/** Signs in at the provider's page. */
async function atProvider(page: Page, login: string): Promise<void> {
  await page.getByLabel("Account").fill(login);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Who the server says that the page's person is. */
const me = async (page: Page) => (await page.request.get("/api/me")).json();

test("someone who was invited joins, signs out, and comes back as who they were", async ({ team, provider }) => {
  const page = await team.stranger();
  await page.goto(await team.invite({ environment: "sandbox", role: "approver" }, everywhere("editor")));
  await page.getByRole("button", { name: WITH.join }).click();
  await atProvider(page, "ada");
  await expect(page).toHaveURL(/\/designs\//);
  const joined = await me(page);
  expect(joined.person.name).toBe("Ada");
  expect(joined.grants).toEqual([everywhere("editor"), { environment: "sandbox", role: "approver" }]);

  await page.getByRole("button", { name: "Ada", exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Bayplan" })).toBeVisible();
  expect((await me(page)).person).toBeUndefined();

  // The provider knows them still, and asks nothing.
  await page.getByRole("button", { name: WITH.signIn }).click();
  await expect(page).toHaveURL(/\/designs\//);
  expect(await me(page)).toEqual(joined);

  const owner = await team.owner();
  const { people, invitations } = await (await owner.request.get("/api/people")).json();
  expect(people.map((person: { email: string }) => person.email)).toEqual(["ada@provider.example", email("Olga")]);
  expect(invitations).toEqual([]);
  const cookies = await page.context().cookies(team.server.address);
  const ours = cookies.filter(({ name }) => name.startsWith("bayplan_"));
  expect(ours.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: "bayplan_session", httpOnly: true, sameSite: "Lax" },
  ]);
  expect(provider.issuer).toContain("localhost");
});

test("who wanted to see a page is led there afterwards", async ({ team }) => {
  const page = await team.stranger();
  await page.goto(await team.invite(everywhere("viewer")));
  await page.getByRole("button", { name: WITH.join }).click();
  await atProvider(page, "ben");
  await expect(page).toHaveURL(/\/designs\//);
  await page.request.delete("/api/session");
  await page.goto("/sign-in?then=%2Faccount%3Fa%3Db");
  await page.getByRole("button", { name: WITH.signIn }).click();
  await expect(page).toHaveURL(`${team.server.address}/account?a=b`);
  await expect(page.getByText("Ben", { exact: true }).first()).toBeVisible();
});

test("who wasn't invited is told so, and what to do", async ({ team }) => {
  const page = await team.stranger();
  await page.goto("/sign-in?then=%2Faccount");
  await page.getByRole("button", { name: WITH.signIn }).click();
  await atProvider(page, "eve");
  await expect(page).toHaveURL(`${team.server.address}/sign-in?problem=not-invited&then=%2Faccount`);
  await expect(page.getByRole("alert").filter({ hasText: "Ask an owner for an invitation" })).toBeVisible();
  expect((await me(page)).person).toBeUndefined();
  await accessible(page);
});

test("an address that the provider hasn't verified is no way in", async ({ team }) => {
  const page = await team.stranger();
  await page.goto(await team.invite(everywhere("owner")));
  await page.getByRole("button", { name: WITH.join }).click();
  await atProvider(page, "unverified");
  await expect(page.getByRole("alert").filter({ hasText: "Confirm the address there" })).toBeVisible();
  expect((await me(page)).person).toBeUndefined();
});

test("who cancels at the provider comes back to where they can begin again", async ({ team }) => {
  const page = await team.stranger();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: WITH.signIn }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Begin again if you like" })).toBeVisible();
  await expect(page.getByRole("button", { name: WITH.signIn })).toBeVisible();
});

test("a provider that is down is said to be, and no hindrance once it is back", async ({ team, provider, complaints }) => {
  const invitation = await team.invite(everywhere("viewer"));
  await provider.goDown();
  const page = await team.stranger();
  await page.goto(invitation);
  await page.getByRole("button", { name: WITH.join }).click();
  await expect(page.getByRole("alert").filter({ hasText: "sign in with a password" })).toBeVisible();
  await provider.comeBack();
  await expect(async () => {
    await page.getByRole("button", { name: WITH.join }).click();
    await expect(page.getByLabel("Account")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await atProvider(page, "zoe");
  await expect(page).toHaveURL(/\/designs\//);
  expect((await me(page)).person.name).toBe("Zoe");
  // The browser prints each 502 by itself.
  const others = complaints.filter((complaint) => !complaint.includes("status of 502"));
  complaints.splice(0, complaints.length, ...others);
});
