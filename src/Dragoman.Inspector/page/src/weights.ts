/** The attention matrix, [target_time][source_time]; null without attention. */
export function matrixOf(steps: readonly { weights: number[] | null }[]): number[][] | null {
  const rows = steps.map((step) => step.weights);
  return rows.length > 0 && rows.every((row) => row !== null) ? rows as number[][] : null;
}

/** How much the words of several rows looked at each source word, summed. */
export function sumRows(matrix: readonly (readonly number[])[], rows: readonly number[]): number[] {
  const sums = new Array<number>(matrix[0]?.length ?? 0).fill(0);
  for (const row of rows) {
    matrix[row]?.forEach((weight, i) => { sums[i]! += weight; });
  }

  return sums;
}

/** Sets one weight; the others give way in proportion, and the sum stays 1. */
export function setWeight(weights: readonly number[], index: number, weight: number): number[] {
  const wanted = weights.length === 1 ? 1 : Math.min(1, Math.max(0, weight));
  const others = weights.reduce((sum, w, i) => i === index ? sum : sum + w, 0);
  return weights.map((w, i) => {
    if (i === index) {
      return wanted;
    }

    return others > 1e-9 ? w / others * (1 - wanted) : (1 - wanted) / (weights.length - 1);
  });
}

/** The source words that a row looks at most, as a sentence part: "area (93%), economic (5%)". */
export function describeRow(row: readonly number[], words: readonly { text: string }[]): string {
  return row
    .map((weight, i) => ({ weight, i }))
    .filter(({ weight }) => weight >= 0.05)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ weight, i }) => `\u2068${words[i]?.text ?? ''}\u2069 (${percent(weight)})`)
    .join(', ');
}

export function percent(share: number): string {
  return share >= 0.0995 || share === 0 ? `${Math.round(share * 100)}%` : share >= 0.001 ? `${(share * 100).toFixed(1)}%` : '<0.1%';
}
