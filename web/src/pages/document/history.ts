// Undo and redo: the states of a document, one step per edit; letters typed into one field are one step.

export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  /** What the last step changed; the same again within a moment is one step. */
  mark: string;
  at: number;
}

const MOST = 200;
const ONE_STEP_MS = 1_500;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], mark: "", at: 0 };
}

export function push<T>(history: History<T>, present: T, mark: string, now: number): History<T> {
  if (present === history.present) return history;
  const joins = mark !== "" && mark === history.mark && now - history.at < ONE_STEP_MS;
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST);
  return { past, present, future: [], mark, at: now };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present, future, mark: "", at: 0 };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, mark: "", at: 0 };
}
