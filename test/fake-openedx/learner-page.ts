import { vi } from 'vitest';
import { openCourse } from '../../dev/fake-openedx/server.ts';

/*
 * A page of the demo's learner app in happy-dom: the page that the demo serves, with its script, in
 * virtual time.
 */

const site = openCourse({ pace: 1 });
const SVG = 'http://www.w3.org/2000/svg';
const added: (() => void)[] = [];

/** Loads a page from the start. Its clock stands until the test lets time pass. */
export async function loadPage(url: string): Promise<void> {
  vi.useFakeTimers();
  vi.resetModules();
  // happy-dom reports each frame and style sheet that it does not load. To it, this is no frame.
  const make = document.createElement.bind(document);
  vi.spyOn(document, 'createElement').mockImplementation((tag: string) =>
    tag === 'iframe' ? (document.createElementNS(SVG, tag) as unknown as HTMLElement) : make(tag),
  );
  localStorage.clear();
  // happy-dom's own way to set the address of a document.
  (window as unknown as { happyDOM: { setURL(to: string): void } }).happyDOM.setURL(url);
  const reply = await site.learnerApp(new Request(url));
  const html = await reply.text();
  document.documentElement.innerHTML = html.replaceAll(
    /<script type="module".*|<link rel="stylesheet".*/g,
    '',
  );
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    site.learnerApp(new Request(new URL(path, url), init)),
  );
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, 'addEventListener').mockImplementation((type: string, act: unknown) => {
    const listener = act as EventListener;
    listen(type, listener);
    added.push(() => window.removeEventListener(type, listener));
  });
  await import('../../dev/fake-openedx/learner-app/main.ts');
}

export function closePage(): void {
  for (const remove of added.splice(0)) remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

export const pass = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
};

export const find = (selector: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(selector);

/** Returns where the link of the Course tab leads. */
export const linked = (): string | null | undefined =>
  Array.from(document.querySelectorAll('[data-testid="course-content-tabs"] a'))
    .find(({ textContent }) => textContent === 'Course')
    ?.getAttribute('href');

/** Returns the last name of the breadcrumbs. */
export const crumb = () => find('.crumbs > span:last-child')?.textContent;
export const press = (label: string): void => find(`[aria-label="${label}"]`)?.click();

export const frame = () => find('#edx-iframe');
export const frameAddress = (): string => frame()?.getAttribute('src') ?? '';

/** Loads a page and waits until nothing more happens. */
export async function loadWhole(url: string): Promise<void> {
  await loadPage(url);
  await pass(5_000);
  frame()?.dispatchEvent(new Event('load'));
  await pass(1_000);
}

/** Classes that say something about the page. All others are only for its looks. */
const CLASSES = /^(?:animate-spin|rounded-full|active-tab-\w+|course-edx-iframe-container)$/;
const ATTRIBUTES = /^(?:id|href|src|title|target|style|data-testid|aria-[a-z]+)$/;
/** What every page has, and no fixture shows. */
const EVERYWHERE = 'aside,.steps,.logo,[aria-label="More options"]';

function lineOf(element: Element): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => ATTRIBUTES.test(name))
    .map(({ name, value }) => `${name}=${value.replace(/sso_auth_token=.*/, 'sso_auth_token=x')}`);
  const classes = [...element.classList].filter((one) => CLASSES.test(one)).map((one) => `.${one}`);
  const text = [...element.childNodes]
    .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
    .map(({ nodeValue }) => nodeValue?.trim())
    .join('');
  const says = [...attributes, ...classes].toSorted();
  if (text) says.push(`"${text}"`);
  return says.length === 0 ? '' : [element.tagName.toLowerCase(), ...says].join(' ');
}

/** Returns what a page says, a line for each element that says something. */
export function linesIn(root: Element): string[] {
  if (root.matches(EVERYWHERE)) return [];
  return [lineOf(root), ...[...root.children].flatMap(linesIn)].filter(Boolean);
}

/** Returns the same of the page, or of HTML. */
export const shownLines = (): string[] => linesIn(find('#root')!).slice(1);
export function linesOf(html: string): string[] {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return linesIn(holder);
}
