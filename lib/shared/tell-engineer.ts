/** Logs an error that nobody else would see. */
export function tellEngineer(error: unknown): void {
  // oxlint-disable-next-line no-console -- the one place where an engineer can see it
  console.error('Waypoint:', error instanceof Error ? error.message : error);
}
