// A server for a team, and several people who use it, each with a browser of their own.
import { type Browser, type Page, expect } from "@playwright/test";

import { Server } from "./server.ts";
import { test as base } from "./test.ts";

export type Role = "viewer" | "commenter" | "editor" | "approver" | "applier" | "owner";

export type Grant = { environment: string; role: Role };

/** What everybody of these tests signs in with. */
export const PASSWORD = "calm otters plan bays";

/** The address that someone of this name signs in with. */
export const email = (name: string): string => `${name.toLowerCase().replace(/\W+/g, ".")}@example.com`;

/** A role everywhere: `everywhere("editor")`. */
export const everywhere = (role: Role): Grant => ({ environment: "*", role });

export class Team {
  private ownerPage: Promise<Page> | undefined;

  constructor(
    readonly server: Server,
    private readonly browser: Browser,
    private readonly complaints: string[],
  ) {}

  /** A browser in which nobody is signed in. */
  async stranger(): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.server.address });
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(`page error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(`console: ${message.text()}`);
    });
    return page;
  }

  /** Olga, who used the link that the server printed. */
  owner(): Promise<Page> {
    this.ownerPage ??= this.joined("Olga", this.server.ownerLink);
    return this.ownerPage;
  }

  /** Someone whom the owner invited with these roles, and who joined. */
  async person(name: string, ...grants: Grant[]): Promise<Page> {
    return this.joined(name, await this.invite(...grants));
  }

  /** Another browser, in which someone who joined signs in. */
  async again(name: string): Promise<Page> {
    const page = await this.stranger();
    const answer = await page.request.post("/api/session", { data: { email: email(name), password: PASSWORD } });
    expect(answer.status(), await answer.text()).toBe(204);
    return page;
  }

  /** The address of an invitation. */
  async invite(...grants: Grant[]): Promise<string> {
    const owner = await this.owner();
    const answer = await owner.request.post("/api/invitations", { data: { note: "", grants } });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).address;
  }

  private async joined(name: string, address: string): Promise<Page> {
    const page = await this.stranger();
    const data = { token: new URL(address).hash.slice(1), name, email: email(name), password: PASSWORD };
    const answer = await page.request.post("/api/invitations/accept", { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return page;
  }
}

/** Playwright's test with a server for a team. */
export const test = base.extend<{ team: Team }>({
  server: async ({ variables }, use) => {
    const server = await Server.startForTeam(variables);
    await use(server);
    await server.stop();
  },
  team: async ({ server, browser, complaints }, use) => use(new Team(server, browser, complaints)),
});

/** Forgets the complaints about requests that were refused, which the browser prints by itself. */
export function refusalsAreFine(complaints: string[]): void {
  const others = complaints.filter((complaint) => !/status of 4\d\d/.test(complaint));
  complaints.splice(0, complaints.length, ...others);
}
