/** How long (ms) a delete or an unfollow can be undone. It never runs earlier. */
export const UNDO_TIME = 10_000;
