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

import { useEffect } from 'react';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { AzureBlobErrorPanel } from '../access';
import { useUrlState } from '../common';
import { RunHeader, RunList, useRuns } from '../runs';
import { EmptyArtifacts } from './EmptyArtifacts';
import { FolderView } from './FolderView';
import styles from './ArtifactRuns.module.css';

/** Props of {@link ArtifactRuns}. */
export interface ArtifactRunsProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
}

/** The runs of a location, beside the files of one of them. */
export function ArtifactRuns(props: ArtifactRunsProps) {
  const { access, entityRef, location } = props;
  const { get, update } = useUrlState();
  const runs = useRuns(entityRef, location);
  const chosen = get('run');
  const newest = runs.items?.[0]?.id;
  const selected = chosen ?? newest;
  const run = runs.items?.find(({ id }) => id === selected);

  useEffect(() => {
    if (!chosen && newest) {
      update({ location, run: newest, path: undefined }, { replace: true });
    }
  }, [chosen, newest, location, update]);

  if (runs.error && !runs.items) {
    return (
      <AzureBlobErrorPanel
        error={runs.error}
        entityRef={entityRef}
        location={location}
        access={access}
        content="artifacts"
        onRetry={runs.retry}
      />
    );
  }
  if (runs.items?.length === 0 && !chosen) {
    return <EmptyArtifacts entityRef={entityRef} location={location} />;
  }
  return (
    <div className={styles.columns}>
      <RunList
        runs={runs}
        selected={selected}
        onSelect={id => update({ location, run: id, path: undefined })}
      />
      <div className={styles.main}>
        <RunHeader
          run={run ?? { id: selected ?? '', status: 'unknown' }}
          isPending={!run && !runs.items}
        />
        <FolderView
          key={selected}
          access={access}
          entityRef={entityRef}
          location={location}
          root={selected === undefined ? undefined : `${selected}/`}
        />
      </div>
    </div>
  );
}
