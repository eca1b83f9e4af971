// Days as forms and the server write them: `YYYY-MM-DD`.
export function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The last day of a year that has come. */
export function lastDay(year: number): string {
  const end = `${year}-12-31`;
  return today() < end ? today() : end;
}
