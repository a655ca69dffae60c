/** A site as its learner knows it: the host with its port; with the scheme where it is not secure. */
export function siteName(origin: string): string {
  return origin.startsWith('https://') ? new URL(origin).host : origin;
}
