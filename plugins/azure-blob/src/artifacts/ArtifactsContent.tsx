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

import { EntityAccess, EntityAccessContent, LocationNotFound } from '../access';
import { LocationSelect, useUrlState } from '../common';
import { ArtifactRuns } from './ArtifactRuns';
import { FolderView } from './FolderView';

/** The Artifacts tab of an entity. */
export function ArtifactsContent() {
  return (
    <EntityAccess content="artifacts">
      {content => <Artifacts {...content} />}
    </EntityAccess>
  );
}

function Artifacts({ access, locations }: EntityAccessContent) {
  const url = useUrlState();
  const id = url.get('location') ?? locations[0].id;
  const location = locations.find(candidate => candidate.id === id);
  const scope = { access, entityRef: access.entityRef, location: id };

  return (
    <>
      <LocationSelect
        locations={locations}
        selected={id}
        onSelect={selected =>
          url.update({ location: selected, run: undefined, path: undefined })
        }
      />
      {!location && (
        <LocationNotFound
          onLeave={() =>
            url.update({ location: undefined, run: undefined, path: undefined })
          }
        />
      )}
      {location?.hasRuns && <ArtifactRuns key={id} {...scope} />}
      {location && !location.hasRuns && (
        <FolderView key={id} {...scope} root="" />
      )}
    </>
  );
}
