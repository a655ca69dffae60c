/** One request to the API, with what was answered. */
export interface LogEntry {
  at: number;
  method: string;
  host: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Null: no reply was given. */
  status: number | null;
  reply: string;
  /** The kind of fault that acted, if one did. */
  fault: string | null;
}
