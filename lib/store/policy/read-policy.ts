import * as z from 'zod/mini';
import { browser } from '../../browser.ts';
import { withLimit } from '../../shared/time-limit.ts';
import { parseSite } from '../../edx/sites/site-origin.ts';
import { parseAddress } from '../../ibl/account/server-address.ts';
import { isPathPart } from '../../ibl/client/paths.ts';
import { JOURNAL_LIMITS, type JournalLimit } from '../../shared/journal-retention.ts';
import { parseHttps } from '../../shared/https-address.ts';
import { word } from '../../shared/schema.ts';
import { listIn, settingIn } from './policy-forms.ts';
import { issueOf, type ValidationIssue } from '../../shared/validation-issue.ts';

/*
 * Reads the policy: what an organization set for Waypoint through the browser. Waypoint cannot
 * write it. No setting ends a pause or hides anything from the learner.
 */

/** A value that an organization set. If `locked`, the learner cannot choose another. */
export interface Setting<T> {
  readonly value: T;
  readonly locked: boolean;
}

/** Names of the settings. */
export const POLICY_KEYS = ['address', 'organization', 'sites', 'journal', 'help'] as const;
export type PolicyKey = (typeof POLICY_KEYS)[number];

export interface Policy {
  /** Address of the API server. */
  readonly address: Setting<string> | null;
  readonly organization: Setting<string> | null;
  /** Origins of sites. */
  readonly sites: Setting<readonly string[]> | null;
  readonly journal: Setting<JournalLimit> | null;
  /** Address of the page on which the school helps. The learner has no choice to lock here. */
  readonly help: Setting<string> | null;
  /** Settings that could not be read. They count as not set. */
  readonly misfits: readonly ValidationIssue[];
  /** Names that Waypoint does not know. */
  readonly unknown: readonly string[];
}

type Raw = Readonly<Record<string, unknown>>;

export async function readPolicy(): Promise<Policy> {
  return policyOf(await readRaw());
}

/**
 * Returns the raw policy, or an empty object if the browser gives none. Firefox rejects when
 * nothing is set, and Safari may have no managed area.
 */
const readRaw = (): Promise<Raw> =>
  withLimit(() => browser.storage.managed.get()).catch(() => ({}));

const address = z.string().check(z.refine((text) => parseAddress(text).ok));
/** One of the words, in any case and with spaces around it. */
const journal = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.trim().toLowerCase()),
  ),
  word(...JOURNAL_LIMITS),
);
/** In its normal form, so that it can be a link as it is. */
const help = z.pipe(
  z.string().check(z.refine((text) => parseHttps(text) !== null)),
  z.transform((text) => parseHttps(text) ?? ''),
);
/** Text that begins like JSON but cannot be parsed is not a name. */
const organization = z
  .string()
  .check(z.refine((text) => isPathPart(text.trim()) && !/^\s*[[{"]/.test(text)));

/** Reads the settings one by one, so that a wrong one does not affect the others. Never throws. */
export function policyOf(raw: Raw): Policy {
  const misfits: ValidationIssue[] = [];
  const set = <T>(key: PolicyKey, value: z.ZodMiniType<T>) =>
    settingOf({ raw, key, value, misfits });
  const server = set('address', address);
  const school = set('organization', organization);
  return {
    address: server && { ...server, value: baseOf(server.value) },
    organization: school && { ...school, value: school.value.trim() },
    sites: sitesOf(raw, misfits),
    journal: set('journal', journal),
    help: set('help', help),
    misfits,
    unknown: Object.keys(raw).filter((key) => !POLICY_KEYS.some((known) => known === key)),
  };
}

function settingOf<T>({
  raw,
  key,
  value,
  misfits,
}: {
  raw: Raw;
  key: PolicyKey;
  value: z.ZodMiniType<T>;
  misfits: ValidationIssue[];
}): Setting<T> | null {
  if (raw[key] === undefined) return null;
  const said = settingIn(raw[key]);
  const parsed = z.object({ value, locked: z.optional(z.boolean()) }).safeParse(said);
  if (parsed.success) return { value: parsed.data.value, locked: parsed.data.locked ?? false };
  misfits.push(inside(key, issueOf(parsed.error, said)));
  return null;
}

/**
 * Returns only the sites, for callers that need nothing else: the popup, and each message of a
 * page.
 */
export const readSetSites = async (): Promise<Policy['sites']> => sitesOf(await readRaw(), []);

const list = z.pipe(z.transform(listIn), z.array(z.custom()));
const site = z.string().check(z.refine((text) => parseSite(text).ok));

/** Reads the sites one by one, so that a wrong one does not affect the others. */
function sitesOf(raw: Raw, misfits: ValidationIssue[]): Policy['sites'] {
  const set = settingOf({ raw, key: 'sites', value: list, misfits });
  return set && { ...set, value: originsOf(set.value, misfits) };
}

function originsOf(values: readonly unknown[], misfits: ValidationIssue[]): string[] {
  const origins = values.flatMap((text, i) => {
    const parsed = site.safeParse(text);
    if (!parsed.success) {
      misfits.push(inside(`sites.value[${i}]`, issueOf(parsed.error, text)));
      return [];
    }
    const read = parseSite(parsed.data);
    return read.ok ? [read.origin] : [];
  });
  return [...new Set(origins)];
}

/** Returns the issue of a part, with its position in the whole policy. */
function inside(part: string, issue: ValidationIssue): ValidationIssue {
  if (!('at' in issue)) return issue;
  return { ...issue, at: issue.at === '' ? part : `${part}.${issue.at}` };
}

function baseOf(text: string): string {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.base : '';
}
