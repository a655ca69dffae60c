interface Props {
  readonly page: string;
  readonly text: string;
  readonly primary?: boolean;
}

/** Shows a link that looks like a button. It opens the page in a new tab. */
export function LinkButton({ page, text, primary }: Props) {
  return (
    <a class={primary ? 'button primary' : 'button'} href={page} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
