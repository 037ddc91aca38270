// What people do with reviews.
import { type APIRequestContext, type Locator, type Page, expect } from "@playwright/test";

import { type Json, type Members, stored } from "./documents.ts";

/** Posts, and gives the answer. */
export async function post(request: APIRequestContext, path: string, data: Json = {}, headers = {}): Promise<any> {
  const answer = await request.post(path, { data, headers });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.status() === 204 ? undefined : answer.json();
}

/** Keeps a design as a version as it is, and gives the version's number. */
export async function saveVersion(request: APIRequestContext, design: string): Promise<number> {
  const { counter } = await stored(request, design);
  return (await post(request, `/api/designs/${design}/versions`, { note: "" }, { "If-Match": `"${counter}"` })).number;
}

/** Opens a review of a design's newest version. */
export async function makeReview(request: APIRequestContext, design: string, environment = "sandbox", title = ""): Promise<any> {
  return post(request, `/api/designs/${design}/reviews`, { environment, title });
}

/** Shows a review, and waits for it. */
export async function showReview(page: Page, id: string): Promise<void> {
  await page.goto(`/reviews/${id}`);
  await expect(page.locator(".review")).toBeVisible();
}

/** What a review is about and what was said, as the server has it. */
export async function review(request: APIRequestContext, id: string): Promise<any> {
  return (await request.get(`/api/reviews/${id}`)).json();
}

/** Says something about a place, as somebody else would who is signed in to `request`. */
export async function say(request: APIRequestContext, id: string, path: string | undefined, text: string): Promise<any> {
  const { plan } = await review(request, id);
  const thread: Members = path === undefined ? { text } : { path, text };
  return post(request, `/api/reviews/${id}/submissions`, { threads: [thread], planFingerprint: plan.plan.fingerprint });
}

/** A change by its sentence. */
export const changeRow = (page: Page, sentence: string | RegExp): Locator =>
  page.locator(".review-change").filter({ has: page.locator(".review-change-head > p", { hasText: sentence }) });

/** Begins a comment on a change, and gives its form. */
export async function comment(page: Page, sentence: string | RegExp, text: string): Promise<Locator> {
  const row = changeRow(page, sentence);
  await row.getByRole("button", { name: /^Comment on / }).click();
  const form = row.getByRole("form", { name: /^Comment on / });
  await form.getByRole("textbox", { name: /^Comment on / }).fill(text);
  return form;
}

/** The button that opens the dialog to send a review. */
export const act = (page: Page, name: "Approve" | "Request changes" | "Comment"): Locator =>
  page.getByRole("group", { name: "Your review" }).getByRole("button", { name, exact: true });

export const finishDialog = (page: Page): Locator => page.getByRole("dialog", { name: "Finish your review" });

/** A protected environment in `account`, whose approvals are as `policy` says. */
export async function protect(request: APIRequestContext, name: string, account: string, policy: Members = {}): Promise<void> {
  await post(request, "/api/environments", { name, kind: "protected", account, region: "eu-central-1", policy });
}
