import { unitDocumentTitle } from '../courses.ts';
import type { Course, UnitPlace } from '../tree.ts';
import { TABS, readAddress, type Address, type EmptyPart, type Target } from './address.ts';
import { spinner } from './dom.ts';
import { resumeOf } from './memory.ts';
import { isStaff } from './people.ts';
import { TIMES, clock } from './pace.ts';
import { inner, outer, siteLook, siteName } from './settings.ts';
import { drawShell, drawStart, mainContent } from './shell.ts';
import { showCrash, showDenied, showUnknownCourse } from './refusal-pages.ts';
import { showEnd, showTab } from './tab-pages.ts';
import { clearUnit, showEmpty, showUnit } from './unit-page.ts';

/** The address that is shown now. */
let shown: Address | undefined;
let titled: string | undefined;
let moving = new AbortController();

/** Begins a move and returns its clock. The clock of the previous move stops. */
function begin(): (ms: number) => Promise<void> {
  moving.abort();
  moving = new AbortController();
  return clock(moving.signal);
}

function here(path = inner(location.pathname)): Address {
  return readAddress(path, resumeOf);
}

export function shownUnit(): UnitPlace | undefined {
  return shown?.target.kind === 'unit' ? shown.target.place : undefined;
}

/** Returns the subsection that a target shows; undefined if it shows no subsection. */
function partOf(target: Target): EmptyPart | undefined {
  if (target.kind === 'unit') return target.place;
  return target.kind === 'empty' ? target.part : undefined;
}

function courseOf(target: Target): Course | undefined {
  const part = partOf(target);
  if (part) return part.course;
  return 'course' in target ? target.course : undefined;
}

function titleOf(target: Target): string | undefined {
  const part = partOf(target);
  // The oldest release did not set the title.
  if (part)
    return part.course.release === 'juniper' ? undefined : unitDocumentTitle(part, siteName);
  if (target.kind === 'tab') return `${TABS[target.tab]} | ${target.course.title} | ${siteName}`;
  if (target.kind === 'end') return `End of Course | ${target.course.title} | ${siteName}`;
  return undefined;
}

/** Sets the title only if it changes: between units of a subsection the app does not touch it. */
function setTitle(title: string | undefined): void {
  if (title === undefined || title === titled) return;
  titled = title;
  const late = courseOf(here().target)?.titleAfter ?? siteLook.titleAfter;
  if (late === undefined) document.title = title;
  else setTimeout(() => title === titled && (document.title = title), late);
}

function show(address: Address): void {
  const { target, preview } = address;
  shown = address;
  setTitle(titleOf(target));
  if (target.kind === 'unit') showUnit(target.place, preview, redraw);
  else if (target.kind === 'tab') showTab(target.course, target.tab);
  else if (target.kind === 'end') showEnd(target.course);
  else if (target.kind === 'empty') showEmpty();
  else if (target.kind === 'denied') showDenied();
  else if (target.kind === 'crash') showCrash();
  else showUnknownCourse();
}

function shell({ target }: Address): void {
  drawShell(courseOf(target), target.kind === 'tab' ? target.tab : 'course');
}

/** Renders the current page again, because an exam began or ended. */
export function redraw(): void {
  if (!shown) return;
  shell(shown);
  show(shown);
}

function isBeside(address: Address): boolean {
  const from = shownUnit();
  const to = address.target;
  return to.kind === 'unit' && from?.subsection.key === to.place.subsection.key;
}

function replaceStepwise(address: Address): void {
  for (const path of address.replaced) history.replaceState(null, '', outer(path));
}

/** Shows the half-empty title of a link without a subsection, while the app looks for that. */
async function parentlessTitle(
  address: Address,
  at: (ms: number) => Promise<void>,
  ms: number,
): Promise<void> {
  const course = courseOf(address.target);
  if (!address.parentless || !course) return;
  setTitle(` |  | ${course.title} | ${siteName}`);
  await at(ms + TIMES.parentless);
}

/** Loads a page from the start. */
export async function loadCold(): Promise<void> {
  const at = begin();
  const { cold } = TIMES;
  drawStart();
  // The router writes the address that it found once more.
  history.replaceState(null, '', location.href);
  let address = here();
  const search = location.search + location.hash;
  if (outer(address.path) !== location.pathname) {
    history.replaceState(null, '', outer(address.path) + search);
  }
  if (address.preview && !isStaff()) {
    await at(cold.preview);
    history.replaceState(null, '', outer(address.path.replace('/preview', '')) + search);
    address = here();
  }
  await at(cold.header);
  shell(address);
  mainContent().replaceChildren(spinner());
  if (address.target.kind === 'unknown' || address.target.kind === 'crash') {
    show(address);
    return;
  }
  await at(cold.title);
  await parentlessTitle(address, at, cold.title);
  setTitle(titleOf(address.target));
  const late = address.parentless ? TIMES.parentless : 0;
  await at(cold.replace + late);
  replaceStepwise(address);
  await at(cold.show + late);
  show(address);
}

/** Moves inside the app, by a link. */
export async function go(path: string): Promise<void> {
  const at = begin();
  const address = here(path);
  const beside = isBeside(address) && address.replaced.length === 0;
  const times = TIMES.across;
  await at(beside ? TIMES.inside.url : times.url);
  if (outer(path) === location.pathname) history.replaceState(null, '', outer(path));
  else history.pushState(null, '', outer(path));
  if (beside) {
    await at(TIMES.inside.swap);
    show(address);
    return;
  }
  await at(times.clear);
  clear(address);
  await at(times.title);
  await parentlessTitle(address, at, times.title);
  setTitle(titleOf(address.target));
  await at(times.replace);
  replaceStepwise(address);
  await at(times.show);
  show(address);
}

/** Moves back or forward. The address has changed already. */
export async function goneBack(): Promise<void> {
  const at = begin();
  const address = here();
  const { back } = TIMES;
  if (isBeside(address) && address.replaced.length === 0) {
    await at(back.swap);
    show(address);
    return;
  }
  await at(back.clear);
  clear(address);
  await at(back.title);
  setTitle(titleOf(address.target));
  replaceStepwise(address);
  await at(back.show);
  show(address);
}

/** Removes what is shown. The frame of the course stays, unless another kind of page comes. */
function clear(address: Address): void {
  if (shown?.target.kind !== address.target.kind) shell(address);
  if (partOf(address.target)) clearUnit();
  else mainContent().replaceChildren(spinner());
}
