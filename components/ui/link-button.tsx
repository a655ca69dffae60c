/** Shows a link that opens the sign-in page in a new tab. */
export function SignInLink({ page, text }: { page: string; text: string }) {
  return (
    <a class="button" href={page} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
