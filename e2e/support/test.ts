// Playwright's test with a server of its own, and a page on which nothing may go wrong unseen.
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test as base } from "@playwright/test";

import { Server, type Variables } from "./server.ts";

type Fixtures = {
  /** The server's environment variables: `test.use({ variables: QUICK })`. */
  variables: Variables;
  server: Server;
  /** What the browser complained about; a test that expects complaints empties it. */
  complaints: string[];
};

export const test = base.extend<Fixtures>({
  variables: [{}, { option: true }],
  server: async ({ variables }, use) => {
    const server = await Server.start(variables);
    await use(server);
    await server.stop();
  },
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, "complaints of the browser").toEqual([]);
  },
  baseURL: async ({ server }, use) => use(server.address),
  page: async ({ page, complaints }, use) => {
    page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(`console: ${message.text()}`);
    });
    await use(page);
  },
});

/** Short leases and deadlines, in builds for tests. */
export const QUICK: Variables = { BAYPLAN_PACE: "quick" };

export { expect };

/** Nothing that axe finds, in light and in dark. */
export async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`);
    expect(found, colorScheme).toEqual([]);
  }
}
