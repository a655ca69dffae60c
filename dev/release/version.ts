/** The largest number that Chrome takes in a version. */
const MOST = 65_535;

/** Returns the three numbers of a version, or null if the stores or Semantic Versioning refuse it. */
function numbersOf(version: string): readonly number[] | null {
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version)) return null;
  const numbers = version.split('.').map(Number);
  return numbers.some((number) => number > MOST) || numbers.every((one) => one === 0)
    ? null
    : numbers;
}

/** Says why a version cannot follow another one, or returns null. The same one may, once. */
export function problemOf(version: string, current: string): string | null {
  const numbers = numbersOf(version);
  if (!numbers) return `${version} is not a version: three numbers up to ${MOST}, like 1.2.0`;
  const before = numbersOf(current) ?? [];
  const differs = numbers.findIndex((number, i) => number !== before[i]);
  return differs >= 0 && (numbers[differs] ?? 0) < (before[differs] ?? 0)
    ? `${version} is older than ${current}`
    : null;
}

/** Sets the version in package.json, or in package-lock.json, which says it twice. */
export function withVersion(json: string, version: string): string {
  const file = JSON.parse(json) as { version: string; packages?: { '': { version: string } } };
  file.version = version;
  if (file.packages) file.packages[''].version = version;
  return `${JSON.stringify(file, null, 2)}\n`;
}
