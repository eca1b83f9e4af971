// Amounts as people read them; they travel as whole 分.
/** 分 → 万元 with two decimals and separators: 3478645_00 → 347.86. */
export function wan(fen: number): string {
  return (fen / 1_000_000).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
