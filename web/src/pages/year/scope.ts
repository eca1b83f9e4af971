// What every tab of the year is given.
export interface Scope {
  year: number;
  branch?: string;
}

export interface TabProps {
  scope: Scope;
  /** What is open: an undertaking, a sheet or a rectification. */
  id?: number;
  /** Opens one, or goes back to the list. */
  show: (id?: number) => void;
}
