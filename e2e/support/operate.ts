// What a person does beside the editor: versions, plans and runs.
import { type Locator, type Page, expect } from "@playwright/test";

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
  await expect(page.getByRole("heading", { level: 2, name: /^(Apply|Rollback) of version \d+$/ })).toBeVisible();
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
