/** One request to the API, with its reply. */
export interface LogEntry {
  at: number;
  method: string;
  host: string;
  /** The path with the query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Null if no reply was given. */
  status: number | null;
  reply: string;
  /** The kind of fault that acted; null if no fault acted. */
  fault: string | null;
}
