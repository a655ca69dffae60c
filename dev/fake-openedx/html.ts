/** Escapes text for HTML, also inside a quoted attribute. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

interface Page {
  readonly title: string;
  /** The part of the title that a script completes, if a script does. */
  readonly baseTitle?: string;
  readonly head?: string;
  readonly body: string;
  readonly status?: number;
}

/** Returns a whole page. Unlike `no-store`, `no-cache` lets a browser keep it for Back. */
export function htmlPage({ title, baseTitle, head = '', body, status = 200 }: Page): Response {
  const base = baseTitle === undefined ? '' : ` data-base-title="${escape(baseTitle)}"`;
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title${base}>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}
</head>
<body>
${body}
</body>
</html>
`;
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  });
}

export function notFound(): Response {
  return htmlPage({
    title: 'Page not found',
    head: '<link rel="stylesheet" href="/_course/site.css">',
    body: '<main class="tab-page"><p class="alert">This page does not exist.</p></main>',
    status: 404,
  });
}

/** Returns the parts of a path without encodings; null if they cannot be decoded. */
export function pathParts(request: Request): string[] | null {
  try {
    return new URL(request.url).pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return null;
  }
}
