/** Shows titles from the outer to the inner, each in its own direction. */
export const Path = ({ titles }: { titles: readonly string[] }) => (
  <>
    {titles.map((title, i) => (
      <span key={i} class="path__part">
        <bdi>{title}</bdi>
      </span>
    ))}
  </>
);
