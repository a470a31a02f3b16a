/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { EntityLocation } from '../access';
import { DownloadsTray } from '../artifacts/downloads';
import { FlatLogs } from './FlatLogs';
import { LogRuns } from './LogRuns';
import { NO_LOG, NO_SEARCH } from './useLogUrl';

const NOTHING_CHOSEN = {
  ...{ ...NO_LOG, ...NO_SEARCH },
  run: undefined,
};

/** The Logs tab of an entity. */
export function LogsContent() {
  return (
    <EntityLocation content="logs" nothingChosen={NOTHING_CHOSEN}>
      {({ access, location: { id, hasRuns, runManifest } }) => {
        const scope = { access, entityRef: access.entityRef, location: id };
        return (
          <>
            {hasRuns ? (
              <LogRuns key={id} {...scope} manifest={runManifest} />
            ) : (
              <FlatLogs key={id} {...scope} />
            )}
            <DownloadsTray />
          </>
        );
      }}
    </EntityLocation>
  );
}
