const OF_USER = '/api/ai-mentor/orgs/{org}/users/{user_id}';

/** The operations of the API that Waypoint uses. Any other path or method breaks the contract. */
export const USED_OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  [`${OF_USER}/custom-instruction/`]: ['get', 'post', 'put'],
  [`${OF_USER}/downloads/tasks/{task_id}/`]: ['get'],
  [`${OF_USER}/edx-memory/`]: ['get'],
  [`${OF_USER}/edx-memory/{id}/`]: ['get', 'delete'],
  [`${OF_USER}/export-chathistory/`]: ['post'],
  [`${OF_USER}/memories/`]: ['get', 'post'],
  [`${OF_USER}/memory-entries/{entry_unique_id}/`]: ['post'],
  [`${OF_USER}/memory/{memory_unique_id_or_name}/`]: ['get', 'delete'],
  '/api/ai-prompt/orgs/{org}/users/{user_id}/memory-status/': ['get'],
  '/api/core/token/verify/': ['get'],
  '/api/core/users/platforms/': ['get'],
};
