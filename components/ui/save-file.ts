/** Has the browser save something as a file, as if a link to it was clicked. Needs no permission. */
export function saveFile(name: string, content: Blob | string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes what it needs at once; a minute is for a slow disk.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that says what it is and when: `waypoint-sent-2026-11-23.json`. */
export function fileName(what: string, ending: string, now = new Date()): string {
  return `waypoint-${what}-${now.toISOString().slice(0, 10)}.${ending}`;
}
