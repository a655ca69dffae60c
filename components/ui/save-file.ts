/** Has the browser save a file, as if the learner clicked a link to it. Needs no permission. */
export function saveFile(name: string, content: Blob | string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file at once; a minute is enough for a slow disk.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Returns a file name with the content and the day: `waypoint-sent-2026-11-23.json`. */
export function fileName(what: string, ending: string, now = new Date()): string {
  return `waypoint-${what}-${now.toISOString().slice(0, 10)}.${ending}`;
}
