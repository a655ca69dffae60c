import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { parseSite } from '../edx/site-address.ts';
import { parseAddress } from '../ibl/address.ts';
import { isPathPart } from '../ibl/paths.ts';
import { JOURNAL_LIMITS } from '../journal-limit.ts';
import { misfitOf, type Misfit } from '../misfit.ts';

/* What those who look after a computer have set for Waypoint: the browser keeps it, and nothing here
 * can write it. There is no key that ends a pause, or hides anything from the learner. */

/** Something that was set; locked, the learner cannot choose otherwise. */
const field = <T>(value: z.ZodMiniType<T>) =>
  z.object({ value, locked: z._default(z.boolean(), false) });

const address = z.string().check(z.refine((text) => parseAddress(text).ok));
const organization = z.string().check(z.refine((text) => isPathPart(text.trim())));
const site = z.string().check(z.refine((text) => parseSite(text).ok));

/** Each is read apart from the others: one that is wrong takes none with it. */
const fields = {
  /** Of the API server. */
  address: field(z.pipe(address, z.transform(baseOf))),
  organization: field(
    z.pipe(
      organization,
      z.transform((text) => text.trim()),
    ),
  ),
  /** Each site again apart from the others. */
  sites: field(z.array(z.unknown())),
  journal: field(z.enum(JOURNAL_LIMITS)),
};

type Fields = { readonly [K in keyof typeof fields]: z.infer<(typeof fields)[K]> };

/** The name of something that can be set. */
export type PolicyKey = keyof Fields;

export interface Policy {
  readonly address: Fields['address'] | null;
  readonly organization: Fields['organization'] | null;
  /** Origins. */
  readonly sites: { readonly value: readonly string[]; readonly locked: boolean } | null;
  readonly journal: Fields['journal'] | null;
  /** What could not be read, and counts as not set. */
  readonly misfits: readonly Misfit[];
  /** Names that mean nothing here. */
  readonly unknown: readonly string[];
}

export async function readPolicy(): Promise<Policy> {
  return policyOf(await browser.storage.managed.get().catch(none));
}

/** Firefox refuses to answer when nothing is set. */
const none = () => ({});

/** Reads what was set; never throws. */
export function policyOf(raw: Readonly<Record<string, unknown>>): Policy {
  const misfits: Misfit[] = [];

  function read<T>(key: PolicyKey, schema: z.ZodMiniType<T>): T | null {
    if (raw[key] === undefined) return null;
    const parsed = schema.safeParse(raw[key]);
    if (parsed.success) return parsed.data;
    misfits.push(inside(key, misfitOf(parsed.error, raw[key])));
    return null;
  }

  const sites = read('sites', fields.sites);
  return {
    address: read('address', fields.address),
    organization: read('organization', fields.organization),
    sites: sites && { ...sites, value: originsOf(sites.value, misfits) },
    journal: read('journal', fields.journal),
    misfits,
    unknown: Object.keys(raw).filter((key) => !Object.hasOwn(fields, key)),
  };
}

function originsOf(values: readonly unknown[], misfits: Misfit[]): string[] {
  const origins = values.flatMap((text, i) => {
    const parsed = site.safeParse(text);
    if (!parsed.success) {
      misfits.push(inside(`sites.value[${i}]`, misfitOf(parsed.error, text)));
      return [];
    }
    const read = parseSite(parsed.data);
    return read.ok ? [read.origin] : [];
  });
  return [...new Set(origins)];
}

/** What is wrong with a part, told of the whole. */
function inside(part: string, misfit: Misfit): Misfit {
  if (!('at' in misfit)) return misfit;
  return { ...misfit, at: misfit.at === '' ? part : `${part}.${misfit.at}` };
}

function baseOf(text: string): string {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.base : '';
}

/**
 * Calls back when it was set otherwise; returns the end of it. By the area's own event, as the worker
 * would be woken by every change of what it stores itself. A browser without the event (and Firefox,
 * which looks only when it starts) has the new settings from its next start on.
 */
export function watchPolicy(changed: () => void): () => void {
  const { managed } = browser.storage;
  if (!('onChanged' in managed)) return () => undefined;
  const event = managed.onChanged;
  const listener = () => changed();
  event.addListener(listener);
  return () => event.removeListener(listener);
}
