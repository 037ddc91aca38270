// What a person does beside the editor: versions, plans and runs.
import { type Locator, type Page, expect } from "@playwright/test";

import { type Json, type Members, stored } from "./documents.ts";
import { saved } from "./editor.ts";

/** A task with its log group and role, and a service that runs it: all that a new account needs. */
export const SHOP = {
  name: "Small shop",
  clusters: { main: { clusterName: "small-shop" } },
  taskDefinitions: {
    task: {
      family: "small-shop-web",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: [
        {
          name: "app",
          image: "public.ecr.aws/docker/library/httpd:2.4",
          essential: true,
          user: "1000",
          readonlyRootFilesystem: true,
          portMappings: [{ containerPort: 8080, protocol: "tcp" }],
        },
      ],
    },
  },
  services: {
    web: {
      serviceName: "web",
      cluster: "${clusters.main}",
      taskDefinition: "${taskDefinitions.task}",
      desiredCount: 2,
      launchType: "FARGATE",
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-0aaaaaaaaaaaaaaa1"],
          securityGroups: ["sg-0aaaaaaaaaaaaaaa1"],
          assignPublicIp: "DISABLED",
        },
      },
    },
  },
};

/** Makes a design of `document`, and gives its id. */
export async function makeDesign(page: Page, document: unknown): Promise<string> {
  const answer = await page.request.post("/api/designs", { data: document });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).id;
}

/** Presses Plan in the editor, and waits for the plan. */
export async function plan(page: Page): Promise<void> {
  await saved(page);
  await page.getByRole("button", { name: "Plan", exact: true }).click();
  await planned(page);
}

/** Waits until a plan is shown. */
export async function planned(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/designs\/[^/]+\/plan\?.*plan=/);
  await expect(page.locator(".plan-sentence")).toBeVisible();
}

/** The calls of a plan or a run. */
export const calls = (page: Page): Locator => page.locator(".steps > li");

export const applyButton = (page: Page): Locator => page.getByRole("button", { name: /^(Apply|Roll back to) v\d+ in / });

/** Applies the plan that is shown, and waits for its run. */
export async function apply(page: Page): Promise<void> {
  await expect(applyButton(page)).toHaveAttribute("aria-disabled", "false");
  await applyButton(page).click();
  await expect(page).toHaveURL(/\/applies\//);
}

/** The state of the run that is shown. */
export const state = (page: Page): Locator => page.locator(".run-state .tag");

/** Waits until the run has ended like this. */
export async function ends(page: Page, word: string): Promise<void> {
  await expect(state(page)).toHaveText(word, { timeout: 45_000 });
}

/** The sample with this tag on the image of its container `app`. A failed deployment is left as it is. */
export async function sample(page: Page, tag: string): Promise<Members> {
  const answer = await page.request.get("/api/sample");
  const text = await answer.text();
  expect(text).toContain("shop-app:2026.11.1");
  const document = JSON.parse(text.replace("shop-app:2026.11.1", `shop-app:${tag}`));
  document.services.web.deploymentConfiguration.deploymentCircuitBreaker.rollback = false;
  return document;
}

/** Puts `document` in the place of a design. */
export async function change(page: Page, id: string, document: Members): Promise<void> {
  const { counter } = await stored(page.request, id);
  const answer = await page.request.put(`/api/designs/${id}`, { data: document, headers: { "If-Match": `"${counter}"` } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Applies a design as it is in the sandbox, without a page. */
export async function applied(page: Page, id: string): Promise<void> {
  const { counter } = await stored(page.request, id);
  const post = async (path: string, data: Json, headers = {}) => {
    const answer = await page.request.post(path, { data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  await post(`/api/designs/${id}/versions`, { note: "" }, { "If-Match": `"${counter}"` });
  const plan = await post(`/api/designs/${id}/plans`, { environment: "sandbox" });
  const run = await post(`/api/plans/${plan.id}/apply`, { fingerprint: plan.plan.fingerprint });
  const outcome = async () => (await (await page.request.get(`/api/applies/${run.id}`)).json()).outcome?.outcome;
  await expect.poll(outcome, { timeout: 45_000 }).toBe("done");
}

/** How far the page can be scrolled sideways. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
