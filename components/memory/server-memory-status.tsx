import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../data/ask-background.ts';
import { Message } from '../ui/message.tsx';

/** Shows whether the server uses the learner's memory at all, if the server says so. */
export function ServerMemoryStatus({ connectionId }: { connectionId: string }) {
  const [enabled, setEnabled] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    setEnabled(null);
    const look = async () => {
      const reply = await ask({ type: 'memory/status', connectionId });
      if (current) setEnabled(typeof reply === 'boolean' ? reply : null);
    };
    void look();
    return () => void (current = false);
  }, [connectionId]);
  if (enabled === null) return null;
  if (enabled) {
    return (
      <p class="quiet" data-testid="server-memory">
        {i18n.t('serverMemory.on')}
      </p>
    );
  }
  return (
    <Message tone="wait" data-testid="server-memory">
      {i18n.t('serverMemory.off')}
    </Message>
  );
}
