import { AllData } from './all-data.tsx';
import { ChatExports } from './chat-export.tsx';
import { DeleteEverything } from './delete-everything.tsx';

/** What the learner can take out of Waypoint, or away from it. */
export function DataParts() {
  return (
    <>
      <ChatExports />
      <AllData />
      <DeleteEverything />
    </>
  );
}
