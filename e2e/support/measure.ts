// Figures of times.
import { type Page, expect } from "@playwright/test";

type Stroke = { down: number; change?: number; frame?: number };

/** Notes from now on when keys go down, when what `watched` names changes next, and when the next frame is done. */
export async function watchKeys(page: Page, watched: string): Promise<void> {
  await page.evaluate((watched) => {
    const strokes: Stroke[] = [];
    Object.assign(window, { strokes });
    const watch = new MutationObserver(() => {
      const last = strokes.at(-1);
      if (last) last.change ??= performance.now();
    });
    const parts = document.querySelectorAll(watched);
    parts.forEach((part) => watch.observe(part, { childList: true, subtree: true, characterData: true }));
    const down = (event: KeyboardEvent) => {
      const stroke: Stroke = { down: event.timeStamp };
      strokes.push(stroke);
      requestAnimationFrame(() => setTimeout(() => (stroke.frame = performance.now())));
    };
    addEventListener("keydown", down, { capture: true });
  }, watched);
}

/** Presses a key, and waits until all is noted that `wanted` says. */
export async function stroke(page: Page, key: string, wanted: "change" | "frame"): Promise<void> {
  await page.keyboard.press(key);
  const noted = (wanted: "change" | "frame") => {
    const last = (window as unknown as { strokes: Stroke[] }).strokes.at(-1);
    return last?.frame !== undefined && last[wanted] !== undefined;
  };
  await expect.poll(() => page.evaluate(noted, wanted), { intervals: [10], timeout: 30_000 }).toBe(true);
}

/** Milliseconds from each key going down to the change, or to the frame. */
export async function strokes(page: Page, until: "change" | "frame"): Promise<number[]> {
  const noted = await page.evaluate(() => (window as unknown as { strokes: Stroke[] }).strokes);
  return noted.map((stroke) => (stroke[until] ?? NaN) - stroke.down);
}

/** The value that `share` of `values` are at most. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

/** `p50 12 ms, p95 30 ms, max 41 ms (50 times)`. */
export function spread(values: number[]): string {
  const at = (share: number) => quantile(values, share).toFixed(0);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms (${values.length} times)`;
}
