// Amounts as people read them; they travel as whole 分.
/** 分 → 万元 with two decimals and separators: 3478645_00 → 347.86. */
export function wan(fen: number): string {
  return (fen / 1_000_000).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** 分 → 元 with two decimals and separators, as vouchers have them. */
export function yuan(fen: number): string {
  return (fen / 100).toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** An exact decimal with at most two places; what is no number stays as it is. */
export function short(decimal: string): string {
  const value = Number(decimal);
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : decimal;
}

/** Percent with two decimals, as rates are printed; a dash where there are none. */
export function percent(decimal?: string | null): string {
  return decimal == null ? "—" : `${Number(decimal).toFixed(2)}%`;
}
