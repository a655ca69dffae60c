import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const own = JSON.parse(readFileSync('package.json', 'utf8')) as Package;
const lock = readFileSync('package-lock.json', 'utf8');

test('every version is exact', () => {
  const all = Object.entries({ ...own.dependencies, ...own.devDependencies });
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test('the lock file has no address to load from, and a checksum for each package', () => {
  expect(lock).not.toContain('"resolved"');
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { integrity?: string; link?: boolean }>;
  };
  const bare = Object.entries(packages).filter(([path, { integrity }]) => path && !integrity);
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('only the package that brings Node runs a script during its install', () => {
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
  };
  const scripts = Object.entries(packages).filter(
    ([, { hasInstallScript, optional }]) => hasInstallScript && !optional,
  );
  expect(scripts.map(([path]) => path)).toEqual(['node_modules/node']);
});
