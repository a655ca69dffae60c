/** Opens the page of a sign-in beside what is open. */
export function SignInLink({ page, text }: { page: string; text: string }) {
  return (
    <a class="button" href={page} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
