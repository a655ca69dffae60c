import { lexer, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { directionOf } from '../ui/words/direction.ts';

/* Renders only the Markdown that the project's documents use, and anything else as plain text. */

interface Props {
  readonly text: string;
  /** The BCP 47 tag of the text. */
  readonly language: string;
}

export function Markdown({ text, language }: Props) {
  // Leaves out the document's title, because the page around it has its own.
  const blocks = lexer(text).filter((token) => !(token.type === 'heading' && token['depth'] === 1));
  return (
    <div class="document" lang={language} dir={directionOf(text)}>
      {blocks.map((token, i) => (
        <Block key={i} token={token} />
      ))}
    </div>
  );
}

interface ListProps extends Props {
  /** The path of an icon for each item. */
  readonly icons: readonly string[];
}

/** Shows the list of a document, with an icon before each item. */
export function MarkdownList({ text, icons, language }: ListProps) {
  const list = lexer(text).find((token) => isA('list', token));
  return (
    <ul class="plain document document__icons" lang={language} dir={directionOf(text)}>
      {list?.items.map((item, i) => (
        <li key={i}>
          <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
            <path d={icons[i]} />
          </svg>
          <span>{inline(item.tokens)}</span>
        </li>
      ))}
    </ul>
  );
}

function Block({ token }: { token: Token }): ComponentChildren {
  if (isA('paragraph', token)) return <p>{inline(token.tokens)}</p>;
  if (isA('heading', token)) return <h3>{inline(token.tokens)}</h3>;
  if (isA('table', token)) return <Table table={token} />;
  if (isA('list', token)) {
    return (
      <ul>
        {token.items.map((item, i) => (
          <li key={i}>{inline(item.tokens)}</li>
        ))}
      </ul>
    );
  }
  if (token.type === 'space') return null;
  return <p>{token.raw}</p>;
}

function Table({ table: { header, rows } }: { table: Tokens.Table }) {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, i) => (
            <th key={i} scope="col">
              {inline(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, n) => (
              <td key={n}>{inline(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inline(tokens: readonly Token[]): ComponentChildren[] {
  return tokens.map((token, i) => {
    if (isA('strong', token)) return <strong key={i}>{inline(token.tokens)}</strong>;
    if (isA('em', token)) return <em key={i}>{inline(token.tokens)}</em>;
    if (isA('codespan', token)) return <code key={i}>{token.text}</code>;
    // The extension does not contain the other documents, so a link shows only its text.
    if (isA('link', token)) return <span key={i}>{inline(token.tokens)}</span>;
    if (isA('text', token)) return token.tokens ? inline(token.tokens) : token.text;
    return token.raw;
  });
}

interface Known {
  paragraph: Tokens.Paragraph;
  heading: Tokens.Heading;
  table: Tokens.Table;
  list: Tokens.List;
  strong: Tokens.Strong;
  em: Tokens.Em;
  codespan: Tokens.Codespan;
  link: Tokens.Link;
  text: Tokens.Text;
}
const isA = <Type extends keyof Known>(type: Type, token: Token): token is Known[Type] =>
  token.type === type;
