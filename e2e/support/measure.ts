// Figures of times.

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
